package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns on one database: of one home and of several, of the living and of the dead. */
@OnBothDatabases
class TurnsTest {
    private static final Rank NIGHTLY = new Rank(10, false);
    private static final Rank BACKFILL = new Rank(1, true);
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Instant NOW = Instant.parse("2025-03-20T04:00:00Z");

    @TempDir
    Path tmp;

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final LeaseTable table = new LeaseTable(jdbc, transaction);
    private final ExecutorService others = Executors.newCachedThreadPool();

    /** A Måltal: its home, what may stop it, and its turns. */
    private record Server(Home home, StopSignal signal, Turns turns) {
        Lease take(String run, Rank rank) {
            return turns.take(run, run + "/1", rank, false);
        }
    }

    @AfterEach
    void close() {
        others.shutdownNow();
        database.close();
    }

    @Test
    void one_who_asks_by_hand_is_told_who_is_at_work_and_gets_the_turn_afterwards() {
        Server one = server("one", QUICK);
        Server two = server("two", QUICK);
        try (Lease lease = one.take("nightly", NIGHTLY)) {
            assertThatThrownBy(() -> two.take("snapshot", NIGHTLY))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("another run is at work: nightly/1 since ")
                    .hasMessageContaining(tmp.resolve("one").toString());
            assertThatThrownBy(() -> one.take("snapshot", NIGHTLY))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("another run is at work: nightly/1 since ");
            assertThat(lease.isWanted()).isFalse();
        }
        two.take("snapshot", NIGHTLY).close();
        one.take("nightly", NIGHTLY).close();
    }

    @Test
    void two_homes_are_never_at_work_at_once() throws Exception {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> done = new ArrayList<>();
        for (Server server : List.of(server("one", QUICK), server("two", QUICK), server("three", QUICK))) {
            done.add(others.submit(() -> {
                int turns = 0;
                for (; turns < 5; turns++) {
                    try (Lease lease = server.turns().take("nightly", "nightly/" + turns, NIGHTLY, true)) {
                        most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                        assertThat(held(server)).isTrue();
                        atWork.decrementAndGet();
                    }
                }
                return turns;
            }));
        }
        for (Future<Integer> one : done) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(5);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void a_turn_lapses_when_its_holder_says_nothing_for_half_a_minute_and_the_holder_can_publish_no_more()
            throws Exception {
        Server stoodStill = server("one", NEVER);
        Server other = server("two", NEVER);
        try (Lease lost = stoodStill.take("nightly", NIGHTLY)) {
            age(29);
            Future<Lease> waits = others.submit(() -> other.turns().take("nightly", "nightly/2", NIGHTLY, true));
            assertThat(held(stoodStill)).isTrue();
            age(31);
            try (Lease taken = waits.get(30, TimeUnit.SECONDS)) {
                assertThat(table.holder()).map(Holder::runId).hasValue("nightly/2");
                assertThatThrownBy(() -> held(stoodStill)).isInstanceOf(StoppedException.class);
                assertThat(held(other)).isTrue();
                lost.close();
                assertThat(held(other))
                        .as("what a loser gives back is not the other's")
                        .isTrue();
            }
        }
    }

    @Test
    void signs_of_life_keep_a_turn_and_one_that_was_taken_away_stops_the_work() {
        Server server = server("one", QUICK);
        try (Lease lease = server.take("nightly", NIGHTLY)) {
            age(25);
            await(() -> table.holder()
                    .filter(h -> seconds("current_timestamp - beat_at") < 20)
                    .isPresent());
            server.signal().check();
            table.clear();
            await(() -> stops(server));
        }
        try (Lease again = server.take("nightly", NIGHTLY)) {
            server.signal().check();
        }
    }

    @Test
    void a_clock_of_the_database_that_was_set_back_keeps_nobody_out() {
        Server dead = server("one", NEVER);
        Lease lease = dead.take("nightly", NIGHTLY);
        age(-3600);
        try (Lease taken = server("two", NEVER).take("nightly", NIGHTLY)) {
            assertThat(table.holder()).map(Holder::beats).hasValue(true);
        }
        lease.close();
    }

    @Test
    void whoever_dies_is_followed_at_once_in_the_same_home_and_found_by_who_only_looks() {
        Server before = server("one", NEVER);
        String id;
        try (Home.Lock lock = before.home().lock()) {
            id = lock.id();
        }
        // What a killed process leaves: the row, and no lock.
        String host = leaveRow("one", id);
        RunLedger ledger = ledger(server("looks", NEVER));
        ledger.open(JobRequest.of("nightly", null, NOW, "schedule"), false);

        assertThat(server("one", NEVER).turns().atWork()).isEmpty();
        assertThat(server("two", NEVER).turns().atWork())
                .as("another home cannot know yet")
                .map(Holder::host)
                .hasValue(host);

        Recovery ofAnother = new Recovery(server("two", NEVER).turns(), ledger);
        ofAnother.mark();
        assertThat(ledger.find("nightly/2025-03-20T04:00:00Z/1"))
                .map(RunRow::verdict)
                .hasValue(Verdict.RUNNING);
        new Recovery(server("one", NEVER).turns(), ledger).mark();
        assertThat(ledger.find("nightly/2025-03-20T04:00:00Z/1")).hasValueSatisfying(run -> {
            assertThat(run.verdict()).isEqualTo(Verdict.ABANDONED);
            assertThat(run.abandoned()).isEqualTo(1);
            assertThat(run.tries()).isEqualTo(1);
        });

        leaveRow("one", id);
        server("one", NEVER).take("nightly", NIGHTLY).close();
    }

    @Test
    void a_home_of_the_same_path_on_a_machine_of_the_same_name_is_another() {
        Server container = server("one", NEVER);
        leaveRow("one", "00000000-0000-0000-0000-000000000000");

        assertThat(container.turns().atWork()).isPresent();
        assertThat(table.take(claim("one", null))).isFalse();
    }

    @Test
    void a_job_that_gives_way_learns_that_it_is_wanted_and_goes_on_after_the_other() throws Exception {
        Server backfills = server("one", QUICK);
        Server nightly = server("two", QUICK);
        CountDownLatch ends = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        Future<?> night;
        try (Lease lease = backfills.take("backfill", BACKFILL)) {
            assertThat(backfills.turns().wanted()).isFalse();
            night = others.submit(asked(() -> {
                // Asked for by hand, and yet it waits: what is at work gives way.
                try (Lease mine = nightly.take("nightly", NIGHTLY)) {
                    order.add("nightly");
                    assertThat(ends.await(30, TimeUnit.SECONDS)).isTrue();
                }
                return true;
            }));
            await(backfills.turns()::wanted);
        }
        Future<?> goesOn = others.submit(asked(() -> {
            try (Lease lease = backfills.turns().take("backfill", "backfill/1", BACKFILL, true)) {
                order.add("backfill");
            }
            return true;
        }));
        await(() -> table.holder().filter(h -> h.job().equals("nightly")).isPresent());
        ends.countDown();
        night.get(30, TimeUnit.SECONDS);
        goesOn.get(30, TimeUnit.SECONDS);
        assertThat(order).containsExactly("nightly", "backfill");
    }

    @Test
    void who_waits_stops_when_told() throws Exception {
        Server one = server("one", QUICK);
        Server two = server("two", QUICK);
        try (Lease lease = one.take("nightly", NIGHTLY)) {
            Future<Lease> waits = others.submit(() -> two.turns().take("nightly", "nightly/2", NIGHTLY, true));
            two.signal().tell();
            assertThatThrownBy(() -> waits.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(StoppedException.class);
        }
    }

    @Test
    void only_who_has_the_turn_writes_into_the_ledger() {
        Server server = server("one", NEVER);
        RunLedger ledger = ledger(server);
        JobRequest request = JobRequest.of("nightly", null, NOW, "schedule");
        try (Lease lease = server.take("nightly", NIGHTLY)) {
            ledger.open(request, false);
            ledger.close(request.runId(), Verdict.FAILED, 1, "failed", "[]");
            ledger.open(request, false);
            table.clear();
            assertThatThrownBy(() -> ledger.close(request.runId(), Verdict.COMPLETE, 0, "done", "[]"))
                    .isInstanceOf(StoppedException.class);
        }
        assertThat(ledger.find(request.runId())).hasValueSatisfying(run -> {
            assertThat(run.verdict()).isEqualTo(Verdict.RUNNING);
            assertThat(run.tries()).isEqualTo(2);
            assertThat(run.abandoned()).isZero();
        });
    }

    private static Callable<Boolean> asked(Callable<Boolean> work) {
        return work;
    }

    private Server server(String home, Duration beat) {
        StopSignal signal = new StopSignal();
        Home at = Home.at(tmp.resolve(home), false);
        return new Server(at, signal, new Turns(at, table, signal, beat, QUICK));
    }

    private RunLedger ledger(Server server) {
        return new RunLedger(
                JdbcClient.create(database), transaction, Clock.fixed(NOW, ZoneOffset.UTC), server.turns());
    }

    private boolean held(Server server) {
        transaction.executeWithoutResult(status -> server.turns().hold("nightly/1"));
        return true;
    }

    private String leaveRow(String home, String id) {
        LeaseTable.Claim claim = claim(home, id);
        table.clear();
        assertThat(table.take(claim)).isTrue();
        return claim.host();
    }

    private LeaseTable.Claim claim(String home, @org.jspecify.annotations.Nullable String id) {
        String host = server("names", NEVER).turns().host();
        return new LeaseTable.Claim(
                id == null ? "nobody's" : id,
                host,
                tmp.resolve(home).toString(),
                id,
                1,
                "nightly",
                "nightly/2025-03-20T04:00:00Z/1",
                NIGHTLY.priority());
    }

    private void age(int seconds) {
        assertThat(jdbc.update(
                        "update run_lease set beat_at = current_timestamp - interval '%d' second".formatted(seconds)))
                .isEqualTo(1);
    }

    private double seconds(String interval) {
        Double seconds =
                jdbc.queryForObject("select extract(epoch from (%s)) from run_lease".formatted(interval), Double.class);
        return seconds == null ? Double.NaN : seconds;
    }

    private static boolean stops(Server server) {
        try {
            server.signal().check();
            return false;
        } catch (StoppedException e) {
            return e.why() != null;
        }
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
