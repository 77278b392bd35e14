package dk.maaltal.schedule;

import dk.maaltal.job.ClockHand;
import dk.maaltal.job.JobDeclarations;
import dk.maaltal.job.NightClock;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.TestHome;
import dk.maaltal.watch.Condition;
import dk.maaltal.watch.Expectations;
import dk.maaltal.watch.Tick;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The server without its threads: a test turns the clock and asks for each tick, and can take the database away. */
final class DrivenServer implements AutoCloseable {
    private static final int WORKS = Integer.MAX_VALUE;

    private final AtomicInteger connectionsLeft = new AtomicInteger(WORKS);
    private final AtomicInteger refusals = new AtomicInteger();
    private final ConfigurableApplicationContext context;
    private final NightClock clock;
    private final Dispatcher dispatcher;

    DrivenServer(Path home, JobindsatsSimulator source, Instant now, String... settings) {
        List<String> args = new ArrayList<>(TestHome.settings(home, source, now));
        args.addAll(List.of(settings));
        context = TestHome.application(
                args,
                c -> c.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return bean instanceof DataSource database ? new Breakable(database) : bean;
                    }
                }));
        clock = context.getBean(NightClock.class);
        dispatcher = new Dispatcher(
                context.getBean(RunLauncher.class),
                expectations(),
                new Agenda(context.getBean(JobDeclarations.class).all(), expectations()),
                Runnable::run,
                () -> context.getBeanProvider(Tick.class).orderedStream().toList());
    }

    /** Lets it be that time, and does what is to be done then. */
    void tickUntilIdle(Instant now) {
        ClockHand.turn(clock, now);
        while (dispatcher.tick(now)) {
            mend();
        }
        mend();
    }

    /** One tick, in which one run may be begun. */
    boolean tick(Instant now) {
        ClockHand.turn(clock, now);
        return dispatcher.tick(now);
    }

    /** The database gives so many connections more, and then refuses so many. */
    void breakAfter(int connections, int refused) {
        refusals.set(refused);
        connectionsLeft.set(connections);
    }

    void mend() {
        connectionsLeft.set(WORKS);
    }

    Expectations expectations() {
        return context.getBean(Expectations.class);
    }

    JdbcClient db() {
        return context.getBean(JdbcClient.class);
    }

    /** Lets it be that time, and does nothing. */
    void look(Instant now) {
        ClockHand.turn(clock, now);
    }

    /** What those who watch say is wrong. */
    List<Condition> conditions() {
        return context.getBeanProvider(Condition.Source.class)
                .orderedStream()
                .flatMap(source -> source.now().stream())
                .toList();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private final class Breakable extends DelegatingDataSource implements AutoCloseable {
        Breakable(DataSource whole) {
            super(whole);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (connectionsLeft.get() != WORKS && connectionsLeft.decrementAndGet() < 0) {
                if (refusals.decrementAndGet() <= 0) {
                    mend();
                }
                throw new SQLException("the test took the database away", "08006");
            }
            return super.getConnection();
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) java.util.Objects.requireNonNull(getTargetDataSource())).close();
        }
    }
}
