package dk.maaltal.schedule;

import dk.maaltal.job.JobDeclarations;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.watch.Expectations;
import dk.maaltal.watch.Tick;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "maaltal.serving", havingValue = "true")
class ScheduleConfiguration {
    @Bean
    Timetable timetable(Scheduler scheduler, JobDeclarations declarations, Clock clock) {
        return new Timetable(scheduler, declarations, clock);
    }

    /** Runs are done here: one, and one that gives way to it. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService runs() {
        return Executors.newFixedThreadPool(2, Ticker.daemons("run"));
    }

    @Bean
    Dispatcher dispatcher(
            RunLauncher launcher,
            Expectations expectations,
            JobDeclarations declarations,
            ExecutorService runs,
            ObjectProvider<Tick> ticks) {
        return new Dispatcher(
                launcher,
                expectations,
                new Agenda(declarations.all(), expectations),
                runs,
                () -> ticks.orderedStream().toList());
    }

    @Bean
    Ticker ticker(Dispatcher dispatcher, ExecutorService runs, Clock clock) {
        return new Ticker(dispatcher, runs, clock);
    }

    /** Quartz's own delegate for PostgreSQL's bytea; every other database takes the standard one. */
    @Bean
    SchedulerFactoryBeanCustomizer quartzDelegate(DataSource dataSource) {
        return factory -> {
            Properties properties = new Properties();
            try (Connection connection = dataSource.getConnection()) {
                if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                    properties.setProperty(
                            "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the database did not answer", e);
            }
            properties.setProperty("org.quartz.scheduler.instanceName", "maaltal");
            properties.setProperty("org.quartz.threadPool.threadCount", "2");
            properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
            factory.setQuartzProperties(properties);
        };
    }
}
