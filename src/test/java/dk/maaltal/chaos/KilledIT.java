package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills runs with {@code kill -9} at seeded random moments of their life, one to three times each, on H2 and on
 * PostgreSQL in turn, and lets the next one end. {@code -Dmaaltal.chaos.kills=50} for fifty; a few otherwise.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RunsOnce(because = "it kills runs on both, and holds one against the other")
class KilledIT {
    private static final int KILLS = Integer.getInteger("maaltal.chaos.kills", 6);
    private static final long SEED = Long.getLong("maaltal.chaos.seed", 20261123);

    @TempDir
    static Path tmp;

    private final Random random = new Random(SEED);
    private JobindsatsSimulator source;
    private int sites;

    @BeforeAll
    void start() throws IOException {
        source = Site.newSource();
    }

    @AfterAll
    void stop() {
        source.close();
    }

    @Test
    void nights_killed_at_any_moment_end_as_one_that_nobody_disturbed() throws Exception {
        killed(KILLS / 2, "run", "nightly");
    }

    @Test
    void backfills_killed_at_any_moment_end_as_one_that_nobody_disturbed() throws Exception {
        killed(KILLS - KILLS / 2, "backfill", "--from", "2021", "--to", "2024");
    }

    private void killed(int wanted, String... words) throws Exception {
        Site calm = site(false);
        TestHome.Ran whole = calm.run(words);
        assertThat(whole.exit()).as(whole.err()).isIn(0, 3);
        List<String> undisturbed = calm.published();
        assertThat(undisturbed).hasSizeGreaterThan(100);
        String verdict = calm.verdicts().values().iterator().next();
        Site timed = site(false);
        long before = System.nanoTime();
        assertThat(timed.run(words).exit()).isEqualTo(whole.exit());
        int life = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);

        int kills = 0;
        for (int site = 0; kills < wanted; site++) {
            Site chaos = site(site % 2 == 1);
            int times = 1 + random.nextInt(3);
            for (int k = 0; k < times && kills < wanted; k++) {
                kills += kill(chaos, life, words);
                assertNoFalseGreen(chaos, verdict, undisturbed);
            }
            TestHome.Ran last = chaos.run(words);
            assertThat(last.exit()).as(last.err()).isEqualTo(whole.exit());
            assertThat(chaos.published()).isEqualTo(undisturbed);
            assertThat(chaos.verdicts().values()).containsOnly(verdict);
            assertThat(site).as("runs that ended before they were killed").isLessThan(3 * wanted);
        }
    }

    /** Kills one at some moment of its life, or of what comes after its first question; 0 when it ended before. */
    private int kill(Site site, int life, String... words) throws InterruptedException {
        boolean atWork = random.nextBoolean();
        int millis = random.nextInt(atWork ? life / 2 : life);
        source.forgetCalls();
        Jar run = site.start(words);
        while (atWork && source.calls().isEmpty() && run.process().isAlive()) {
            run.process().waitFor(1, TimeUnit.MILLISECONDS);
        }
        boolean ended = run.process().waitFor(millis, TimeUnit.MILLISECONDS);
        run.process().destroyForcibly().waitFor();
        return ended ? 0 : 1;
    }

    private static void assertNoFalseGreen(Site site, String verdict, List<String> undisturbed) {
        if (site.hasLedger() && site.verdicts().containsValue(verdict)) {
            assertThat(site.published()).isEqualTo(undisturbed);
        }
    }

    private Site site(boolean onPostgres) throws IOException {
        return Site.of(tmp.resolve("site" + ++sites), source, onPostgres ? TestDatabase.emptyPostgres() : null);
    }
}
