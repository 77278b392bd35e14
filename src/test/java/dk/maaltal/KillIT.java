package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills nights at seeded moments, while they fetch and while they publish, several times over, and lets the last one
 * run to its end: the database is that of a night nobody disturbed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RunsOnce(because = "it kills nights on both, and holds one against the other")
class KillIT {
    private static final int GAPS = 3;
    private static final long SEED = 20240707;
    private static final Instant NIGHT = Instant.parse("2025-03-20T04:00:00Z");

    /** Everything that must be the same, runs and known-from included: the clock stands still. */
    private static final List<String> SAME = List.of(
            "select * from bi.observation",
            "select * from bi.delivery",
            "select * from bi.snapshot",
            "select * from bi.snapshot_value",
            "select * from bi.preview_value",
            "select * from bi.lineage",
            "select * from bi.measure",
            "select * from bi.period",
            "select * from bi.area",
            // Not the summary's count: what a killed try did to a table stands in its readings, not in the run's words.
            // A kill that comes after the run's own end makes the next call a second one, which must change nothing
            // else.
            "select run_id, job, started_at, ended_at, verdict, exit_code, gaps from bi.run where run_id like '%/1'",
            "select * from run_event where run_id like '%/1' and (kind <> 'DONE' or scope like 'publish:%')",
            "select * from bi.run where verdict <> 'COMPLETE_WITH_GAPS'");

    @TempDir
    static Path tmp;

    private JobindsatsSimulator source;
    private final Random random = new Random(SEED);
    private Map<String, List<String>> undisturbed = Map.of();
    private int requests;
    private long publishing;

    @BeforeAll
    void runUndisturbed() throws Exception {
        source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2023, 1, 1)), 0);
        Path home = tmp.resolve("undisturbed");
        // The first one warms the simulator, whose figures are drawn when they are asked for; the second is measured.
        assertThat(nightly(tmp.resolve("warm"), List.of()).ended().exit()).isEqualTo(GAPS);
        source.forgetCalls();
        Jar night = nightly(home, List.of());
        long fetched = System.nanoTime();
        for (int seen = 0; night.process().isAlive(); ) {
            if (source.calls().size() > seen) {
                seen = source.calls().size();
                fetched = System.nanoTime();
            }
            night.process().waitFor(2, TimeUnit.MILLISECONDS);
        }
        publishing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fetched);
        requests = source.calls().size();
        assertThat(night.ended().exit()).isEqualTo(GAPS);
        undisturbed = dump(TestHome.databaseUrl(home), "sa");
        assertThat(undisturbed.get("select * from bi.snapshot")).hasSizeGreaterThan(5);
    }

    @AfterAll
    void stop() throws IOException {
        source.close();
    }

    @Test
    void killed_nights_leave_the_database_of_an_undisturbed_one() throws Exception {
        for (int round = 0; round < 3; round++) {
            Path home = tmp.resolve("h2-" + round);
            int kills = killTwiceWhileFetchingAndOnceWhilePublishing(home, List.of());
            assertThat(nightly(home, List.of()).ended().exit()).isEqualTo(GAPS);
            assertThat(kills).as("kills that came in time").isGreaterThanOrEqualTo(2);
            assertSame(dump(TestHome.databaseUrl(home), "sa"));
        }
    }

    @Test
    void killed_nights_leave_it_on_postgresql_too_with_the_same_digests_as_on_h2() throws Exception {
        for (int round = 0; round < 2; round++) {
            Path home = tmp.resolve("postgresql-" + round);
            String url = TestDatabase.emptyPostgres();
            List<String> settings = List.of("--maaltal.db.url=" + url, "--maaltal.db.user=postgres");
            int kills = killTwiceWhileFetchingAndOnceWhilePublishing(home, settings);
            assertThat(nightly(home, settings).ended().exit()).isEqualTo(GAPS);
            assertThat(kills).as("kills that came in time").isGreaterThanOrEqualTo(2);
            assertSame(dump(url, "postgres"));
        }
    }

    private int killTwiceWhileFetchingAndOnceWhilePublishing(Path home, List<String> settings) throws Exception {
        int first = 1 + random.nextInt(requests / 2);
        int kills = killAfter(first, random.nextInt(400), home, settings);
        kills += killAfter(1 + random.nextInt(requests / 2 - 1), random.nextInt(400), home, settings);
        // What is left to fetch is not known, but it ends with silence: from the last request on, publishing goes on.
        return kills + killWhilePublishing(home, settings);
    }

    /** Kills a night so many milliseconds after so many of its requests; 0 when it ended before. */
    private int killAfter(int calls, int millis, Path home, List<String> settings) throws Exception {
        source.forgetCalls();
        Jar night = nightly(home, settings);
        while (source.calls().size() < calls && night.process().isAlive()) {
            night.process().waitFor(1, TimeUnit.MILLISECONDS);
        }
        return kill(night, millis);
    }

    private int killWhilePublishing(Path home, List<String> settings) throws Exception {
        source.forgetCalls();
        Jar night = nightly(home, settings);
        long silent = System.nanoTime();
        int seen = 0;
        long quiet = Math.max(200, publishing / 5);
        while (night.process().isAlive()
                && (seen == 0 || System.nanoTime() - silent < TimeUnit.MILLISECONDS.toNanos(quiet))) {
            if (source.calls().size() > seen) {
                seen = source.calls().size();
                silent = System.nanoTime();
            }
            night.process().waitFor(1, TimeUnit.MILLISECONDS);
        }
        return kill(night, random.nextInt((int) Math.max(1, publishing * 3 / 5)));
    }

    private static int kill(Jar night, int millis) throws InterruptedException {
        if (night.process().waitFor(millis, TimeUnit.MILLISECONDS)) {
            return 0;
        }
        night.process().destroyForcibly().waitFor();
        return 1;
    }

    private Jar nightly(Path home, List<String> settings) {
        List<String> args = new ArrayList<>(TestHome.settings(home, source, NIGHT));
        args.addAll(settings);
        args.addAll(List.of("run", "nightly"));
        return Jar.start(tmp.resolve("said"), Map.of(), args);
    }

    private static Map<String, List<String>> dump(String url, String user) {
        Map<String, List<String>> dump = new LinkedHashMap<>();
        SAME.forEach(sql -> dump.put(sql, TestHome.dump(url, user, sql)));
        return dump;
    }

    private void assertSame(Map<String, List<String>> dump) {
        undisturbed.forEach((sql, rows) -> assertThat(dump.get(sql)).as(sql).isEqualTo(rows));
    }
}
