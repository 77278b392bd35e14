package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluation;
import java.time.Clock;
import javax.sql.DataSource;
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
    Decisions decisions(DataSource dataSource) {
        return new Decisions(JdbcClient.create(dataSource));
    }

    @Bean
    Definitions definitions(dk.maaltal.plan.Plans plans) {
        return new Definitions(plans.all());
    }

    @Bean
    @DependsOnDatabaseInitialization
    Publisher publisher(
            Evaluation evaluation,
            Snapshots snapshots,
            Definitions definitions,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return new Publisher(
                evaluation,
                snapshots,
                new Store(jdbc),
                new Holding(snapshots, definitions, new DecisionStore(jdbc), transaction, clock),
                transaction,
                clock);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Approval approval(
            Publisher publisher,
            Snapshots snapshots,
            Definitions definitions,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new Approval(
                publisher,
                snapshots,
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
            PlatformTransactionManager transactions) {
        return new Preview(
                evaluation, snapshots, new Store(new JdbcTemplate(dataSource)), new TransactionTemplate(transactions));
    }
}
