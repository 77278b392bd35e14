package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The home's disk is full in the middle of a night, or becomes read-only; nothing is lost, and space mends it. */
@RunsOnce(because = "the home's disk matters where the database lies on it")
class DiskIT {
    private static final int MEGABYTES = 64;

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private Alarms alarms;

    @BeforeEach
    void start() throws IOException {
        source = Site.newSource();
        alarms = new Alarms();
    }

    @AfterEach
    void stop() {
        source.close();
        alarms.close();
    }

    @Test
    void a_full_disk_and_a_read_only_one_are_named_and_nothing_is_half_published() throws Exception {
        Site made = Site.of(tmp.resolve("site"), source, null).with(alarms.settings());
        Optional<SmallDisk> small = SmallDisk.at(tmp.resolve("site/home"), MEGABYTES);
        assumeTrue(small.isPresent(), "needs unshare -rm: Linux whose users may make namespaces");
        try (SmallDisk disk = small.get()) {
            Site site = made.seenAt(disk.seen());

            source.delay(Duration.ofSeconds(2));
            source.misbehave("y08a02", Fault.SLOW, 1);
            Jar night = site.start(disk.inside(), "run", "nightly");
            Patience.until(
                    night,
                    Duration.ofSeconds(60),
                    "it asks",
                    () -> !source.dataCalls("y08a02").isEmpty());
            disk.fill(0);
            assertNamed(night.ended(), "space");
            assertThat(alarms.named("space")).as(alarms.told().toString()).isTrue();

            disk.readOnly();
            assertNamed(site.start(disk.inside(), "run", "nightly").ended(), "writ");
            disk.writable();

            disk.free();
            TestHome.Ran mended = site.start(disk.inside(), "resume").ended();
            assertThat(mended.exit()).as(mended.err()).isZero();
            assertThat(site.published()).isEqualTo(Calm.night().published());
            assertThat(site.verdicts().values()).containsOnly("COMPLETE");
        }
    }

    private static void assertNamed(TestHome.Ran ran, String word) {
        assertThat(ran.exit()).as(ran.err()).isIn(1, 2);
        assertThat(ran.err()).contains("problem: ").containsIgnoringCase(word).doesNotContain("\tat ");
    }
}
