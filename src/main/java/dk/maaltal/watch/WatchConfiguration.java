package dk.maaltal.watch;

import dk.maaltal.job.DueTimes;
import dk.maaltal.job.Home;
import dk.maaltal.job.JobDeclarations;
import dk.maaltal.job.RunListener;
import dk.maaltal.plan.Plans;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Staging;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What watches over the schedule and the sources. A demo expects nothing and leaves no witness. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    Expectations expectations(JdbcClient db, JobDeclarations declarations, DueTimes times) {
        return new Expectations(db, declarations.scheduled(), times);
    }

    @Bean
    @DependsOnDatabaseInitialization
    SourceCalendar sourceCalendar(
            Plans plans,
            Staging staging,
            Registers registers,
            JdbcClient db,
            @Value("${maaltal.freshness.awaited-days:3}") int awaitedDays) {
        return new SourceCalendar(plans, staging, registers, new LedgerReadings(db), awaitedDays);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "maaltal.demo", havingValue = "false", matchIfMissing = true)
    static class Real {
        /** Before the witness looks. */
        @Bean
        @Order(0)
        RunListener runsExpected(Expectations expectations, Clock clock) {
            return new RunsExpected(expectations, clock);
        }

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @DependsOnDatabaseInitialization
        Witness witness(Home home, Expectations expectations, JdbcClient db, Clock clock) {
            return new Witness(home.dir(), expectations, db, clock);
        }

        @Bean
        Condition.Source overdueRuns(Expectations expectations, Clock clock) {
            return new OverdueRuns(expectations, clock);
        }

        @Bean
        @DependsOnDatabaseInitialization
        Condition.Source lateSources(SourceCalendar calendar, JdbcClient db, Clock clock) {
            return new LateSources(calendar::at, new LedgerReadings(db)::saysItself, clock);
        }

        @Bean
        @DependsOnDatabaseInitialization
        Condition.Source longRuns(JdbcClient db, JobDeclarations declarations, Expectations expectations, Clock clock) {
            return new LongRuns(db, declarations.all(), expectations, clock);
        }
    }
}
