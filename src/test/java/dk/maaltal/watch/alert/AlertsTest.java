package dk.maaltal.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.watch.Condition;
import dk.maaltal.watch.Condition.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Conditions come and go on a driven clock; what people are told of it. */
@OnBothDatabases
class AlertsTest {
    private static final Instant NIGHT = Instant.parse("2026-11-23T01:41:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final List<Condition> wrong = new ArrayList<>();
    private final Recorder mail = new Recorder("mail");
    private final Recorder webhook = new Recorder("webhook");
    private com.zaxxer.hikari.HikariDataSource pool;
    private Gate gate;
    private Alerts alerts;

    @BeforeEach
    void open() {
        pool = TestDatabase.fresh();
        gate = new Gate(pool);
        alerts = alerts(gate, List.of(mail, webhook));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private Alerts alerts(DataSource database, List<Channel> channels) {
        JdbcClient db = JdbcClient.create(database);
        Writer writer = new Writer("vm1", "/var/lib/maaltal");
        Outbox outbox = new Outbox(db, channels.stream().map(Channel::name).toList());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        return new Alerts(
                List.of(new DatabaseConditions(db)),
                List.of((Condition.Source) () -> {
                    db.sql("select count(*) from run").query(Long.class).single();
                    return List.copyOf(wrong);
                }),
                new AlertBook(db, transaction, outbox, writer),
                new Memory(writer),
                outbox,
                new Sending(channels, outbox));
    }

    private static Condition condition(String key, String what) {
        return new Condition(key, what, "plan", "cause", "maaltal status", Severity.WARNING);
    }

    private void look(String after) {
        alerts.pass(NIGHT.plus(Duration.parse(after)), DAY);
    }

    @Test
    void one_cause_is_told_once_and_reminded_of_each_day_and_called_over_once() {
        wrong.add(condition("gap", "2 tables are missing"));
        look("PT0S");
        look("PT10S");
        wrong.set(0, condition("gap", "3 tables are missing"));
        look("PT23H59M50S");
        assertThat(mail.told()).containsExactly("ALERT gap");

        look("PT24H");
        look("PT24H10S");
        look("PT47H");
        look("PT48H");
        assertThat(mail.told()).containsExactly("ALERT gap", "REMINDER gap", "REMINDER gap");
        assertThat(mail.sent.get(1).causes().get(0).condition().what()).isEqualTo("3 tables are missing");

        wrong.clear();
        look("PT49H");
        look("PT49H10S");
        look("PT99H");
        assertThat(mail.told()).containsExactly("ALERT gap", "REMINDER gap", "REMINDER gap", "ALL_CLEAR gap");
        assertThat(webhook.told()).isEqualTo(mail.told());
        String first = mail.sent.get(0).id();
        assertThat(mail.sent.subList(1, 4)).allMatch(later -> later.answers().equals(List.of(first)));
        assertThat(mail.sent.stream().map(Message::id)).doesNotHaveDuplicates();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void twenty_causes_of_one_night_are_one_message_and_one_reminder() {
        IntStream.range(0, 20).forEach(i -> wrong.add(condition("cause " + i, "cause " + i)));
        look("PT0S");
        wrong.add(condition("late", "one more"));
        look("PT10H");
        look("PT24H");
        assertThat(mail.sent).hasSize(3);
        assertThat(mail.sent.get(0).causes()).hasSize(20);
        assertThat(mail.told().get(1)).isEqualTo("ALERT late");
        assertThat(mail.sent.get(2).kind()).isEqualTo(Message.Kind.REMINDER);
        assertThat(mail.sent.get(2).causes()).hasSize(21);
        wrong.subList(0, 20).clear();
        look("PT25H");
        assertThat(mail.sent.get(3).kind()).isEqualTo(Message.Kind.ALL_CLEAR);
        assertThat(mail.sent.get(3).causes()).hasSize(20);
        assertThat(alerts.open()).extracting(OpenAlert::key).containsExactly("late");
    }

    @Test
    void a_cause_that_comes_and_goes_is_told_as_back_and_then_watched_before_it_is_called_over() {
        Condition flapping = condition("gap", "it flaps");
        for (int i = 0; i < 20; i++) {
            wrong.clear();
            if (i % 2 == 0) {
                wrong.add(flapping);
            }
            look("PT%dM".formatted(i));
        }
        assertThat(mail.told()).containsExactly("ALERT gap", "ALL_CLEAR gap", "ALERT gap");
        assertThat(mail.sent.get(2).causes().get(0).back()).isTrue();
        assertThat(mail.sent.get(2).answers()).containsExactly(mail.sent.get(0).id());
        look("PT48M");
        assertThat(mail.sent).hasSize(3);
        look("PT49M");
        assertThat(mail.told()).endsWith("ALL_CLEAR gap").hasSize(4);
    }

    @Test
    void a_database_that_is_away_is_told_at_once_and_not_again_when_it_is_back() {
        wrong.add(condition("gap", "was told before"));
        look("PT0S");
        gate.shut = true;
        look("PT1M");
        look("PT2M");
        assertThat(mail.told()).containsExactly("ALERT gap", "ALERT database");
        gate.shut = false;
        look("PT3M");
        look("PT4M");
        assertThat(mail.told()).containsExactly("ALERT gap", "ALERT database", "ALL_CLEAR database");
        assertThat(mail.sent.get(2).answers()).containsExactly(mail.sent.get(1).id());
        assertThat(alerts.open()).extracting(OpenAlert::key).containsExactly("gap");
    }

    @Test
    void what_a_full_disk_keeps_from_being_written_is_told_once_and_written_later() {
        look("PT0S");
        gate.readOnly = true;
        wrong.add(condition("disk", "no space is left"));
        look("PT1M");
        look("PT2M");
        assertThat(mail.told()).containsExactly("ALERT disk");
        gate.readOnly = false;
        look("PT3M");
        look("PT4M");
        assertThat(mail.told()).containsExactly("ALERT disk");
        assertThat(alerts.open()).extracting(OpenAlert::openedAt).containsExactly(NIGHT.plusSeconds(60));
        wrong.clear();
        look("PT5M");
        assertThat(mail.told()).containsExactly("ALERT disk", "ALL_CLEAR disk");
    }

    @Test
    void a_database_that_goes_away_while_a_message_is_sent_does_not_make_it_go_out_twice() {
        wrong.add(condition("gap", "something"));
        mail.onSend = () -> gate.shut = true;
        look("PT0S");
        mail.onSend = () -> {};
        gate.shut = false;
        look("PT10M");
        look("PT20M");
        assertThat(mail.told().stream().filter("ALERT gap"::equals)).hasSize(1);
    }

    @Test
    void a_channel_that_fails_is_tried_again_and_keeps_nothing_from_the_other() {
        Condition.Source undelivered = new Undelivered(new Outbox(JdbcClient.create(pool), List.of()));
        mail.down = true;
        wrong.add(condition("gap", "something"));
        look("PT0S");
        look("PT1S");
        assertThat(webhook.told()).containsExactly("ALERT gap");
        assertThat(mail.tries).isEqualTo(1);
        look("PT10S");
        assertThat(mail.tries).isEqualTo(2);
        look("PT20S");
        assertThat(mail.tries).as("the pause grows").isEqualTo(2);
        assertThat(undelivered.now())
                .singleElement()
                .asString()
                .contains("alerts by mail", "after 2 tries", "the server is away");
        mail.down = false;
        look("PT1H");
        look("PT2H");
        assertThat(mail.told()).containsExactly("ALERT gap");
        assertThat(webhook.told()).containsExactly("ALERT gap");
        assertThat(undelivered.now()).isEmpty();
    }

    @Test
    void what_was_told_and_put_off_under_a_clock_that_was_ahead_is_due_when_it_is_back() {
        mail.down = true;
        wrong.add(condition("gap", "something"));
        look("PT2400H");
        mail.down = false;
        look("PT1H");
        assertThat(mail.told()).as("put off by the clock, sent now").contains("ALERT gap");
        assertThat(webhook.told()).containsExactly("ALERT gap", "REMINDER gap");
    }

    @Test
    void what_one_process_could_not_send_the_next_one_sends() {
        mail.down = true;
        wrong.add(condition("gap", "something"));
        look("PT0S");
        mail.down = false;
        alerts(gate, List.of(mail, webhook)).pass(NIGHT.plusSeconds(3600), DAY);
        assertThat(mail.told()).containsExactly("ALERT gap");
    }

    @Test
    void two_servers_on_one_database_tell_it_once() throws Exception {
        Alerts other = alerts(pool, List.of(mail, webhook));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 15; i++) {
                wrong.clear();
                wrong.add(condition("cause " + i, "cause " + i));
                Instant now = NIGHT.plus(Duration.ofHours(i));
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<?>> passes = new ArrayList<>();
                for (Alerts one : List.of(alerts, other)) {
                    passes.add(two.submit(() -> {
                        start.await();
                        one.pass(now, DAY);
                        return null;
                    }));
                }
                for (Future<?> pass : passes) {
                    pass.get();
                }
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(mail.told()).doesNotHaveDuplicates();
        assertThat(mail.told().stream().filter(told -> told.startsWith("ALERT")))
                .hasSize(15);
        assertThat(mail.told().stream().filter(told -> told.startsWith("ALL_CLEAR")))
                .hasSize(14);
    }

    @Test
    void a_source_that_cannot_tell_is_told_of_and_lets_nothing_be_over() {
        boolean[] broken = {false};
        JdbcClient db = JdbcClient.create(pool);
        Writer writer = new Writer("vm1", "/var/lib/maaltal");
        Outbox outbox = new Outbox(db, List.of("mail"));
        Alerts blind = new Alerts(
                List.of(new DatabaseConditions(db)),
                List.of(() -> List.copyOf(wrong), () -> {
                    if (broken[0]) {
                        throw new IllegalStateException("a fault");
                    }
                    return List.of();
                }),
                new AlertBook(db, new TransactionTemplate(new JdbcTransactionManager(pool)), outbox, writer),
                new Memory(writer),
                outbox,
                new Sending(List.of(mail), outbox));
        wrong.add(condition("gap", "something"));
        blind.pass(NIGHT, DAY);
        broken[0] = true;
        wrong.clear();
        blind.pass(NIGHT.plusSeconds(10), DAY);
        assertThat(mail.sent).hasSize(2);
        assertThat(mail.sent.get(1).causes().get(0).condition().what())
                .contains("cannot tell", "IllegalStateException");
        broken[0] = false;
        blind.pass(NIGHT.plusSeconds(20), DAY);
        assertThat(mail.sent.get(2).kind()).isEqualTo(Message.Kind.ALL_CLEAR);
        assertThat(mail.sent.get(2).causes()).hasSize(2);
    }

    /** A channel that keeps what it is given. */
    private static final class Recorder implements Channel {
        private final String name;
        final List<Message> sent = Collections.synchronizedList(new ArrayList<>());
        volatile boolean down;
        volatile int tries;
        volatile Runnable onSend = () -> {};

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Message message) throws NotSent {
            tries++;
            if (down) {
                throw new NotSent("the server is away");
            }
            onSend.run();
            sent.add(message);
        }

        List<String> told() {
            return sent.stream()
                    .map(m -> m.kind() + " " + m.causes().get(0).condition().key())
                    .toList();
        }
    }

    /** A database that can be taken away, or let nobody write. */
    private static final class Gate extends DelegatingDataSource {
        volatile boolean shut;
        volatile boolean readOnly;

        Gate(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (shut) {
                throw new SQLTransientConnectionException("it is away", "08001");
            }
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    Gate.class.getClassLoader(), new Class<?>[] {Connection.class}, writing(super.getConnection()));
        }

        private java.lang.reflect.InvocationHandler writing(Connection connection) {
            return (proxy, method, args) -> {
                boolean writes = method.getName().startsWith("prepareStatement")
                        && String.valueOf(args[0]).strip().matches("(?s)(insert|update|delete).*");
                if (writes && readOnly) {
                    throw new SQLException("no space is left on the device", "53100");
                }
                try {
                    return method.invoke(connection, args);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    throw e.getCause();
                }
            };
        }
    }
}
