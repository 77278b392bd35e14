package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.series.AreaBook;
import dk.maaltal.snapshot.explanation.Explanations;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires publishing and reading of snapshots. */
@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    Snapshots snapshots(DataSource dataSource) {
        return new Snapshots(JdbcClient.create(dataSource));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Explanations explanations(Evaluation evaluation, Snapshots snapshots, Definitions definitions, Seals seals) {
        return new Explanations(evaluation, snapshots, definitions, seals);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Decisions decisions(DataSource dataSource) {
        return new Decisions(JdbcClient.create(dataSource));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Definitions definitions(DataSource dataSource, PlanReader reader, AreaBook areas) {
        return new Definitions(new JdbcTemplate(dataSource), reader, areas);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Seals seals(DataSource dataSource) {
        return new Seals(new JdbcTemplate(dataSource));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Verification verification(DataSource dataSource, Snapshots snapshots, Definitions definitions, Seals seals) {
        return new Verification(new JdbcTemplate(dataSource), snapshots, definitions, seals);
    }

    @Bean
    @DependsOnDatabaseInitialization
    VersionWriter versionWriter(Snapshots snapshots, Seals seals, DataSource dataSource) {
        return new VersionWriter(snapshots, new Store(new JdbcTemplate(dataSource)), seals);
    }

    @Bean
    Publisher publisher(
            Evaluation evaluation,
            Snapshots snapshots,
            VersionWriter writer,
            Definitions definitions,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<Fence> fence) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        DecisionStore decisions = new DecisionStore(new JdbcTemplate(dataSource));
        return new Publisher(
                evaluation,
                snapshots,
                writer,
                definitions,
                new Holding(snapshots, definitions, decisions, transaction, clock),
                transaction,
                clock,
                fence.getIfAvailable(() -> Fence.NONE));
    }

    @Bean
    Approval approval(
            Snapshots snapshots,
            VersionWriter writer,
            Definitions definitions,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new Approval(
                snapshots,
                writer,
                definitions,
                new DecisionStore(new JdbcTemplate(dataSource)),
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    Computing computing(Evaluation evaluation, Clock clock) {
        return new Computing(evaluation, clock);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Preview preview(
            Evaluation evaluation,
            Snapshots snapshots,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            ObjectProvider<Fence> fence) {
        return new Preview(
                evaluation,
                snapshots,
                new Store(new JdbcTemplate(dataSource)),
                new TransactionTemplate(transactions),
                fence.getIfAvailable(() -> Fence.NONE));
    }
}
