package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network is cut, the clock jumps, the process is told to stop: each in the middle of a night. */
@OnBothDatabases
class DisturbedNightIT {
    private static final Duration BEGINS = Duration.ofSeconds(60);

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private Alarms alarms;
    private Site site;

    @BeforeEach
    void start() throws IOException {
        source = Site.newSource();
        alarms = new Alarms();
        site = Site.of(tmp.resolve("site"), source, postgres()).with(alarms.settings());
    }

    @AfterEach
    void stop() {
        source.close();
        alarms.close();
    }

    @Test
    void a_network_that_is_cut_and_a_clock_that_jumps_leave_the_figures_of_a_night_without_either() {
        source.misbehave("mm13", Fault.TRUNCATED_LENGTH);
        source.misbehave("y09a02", Fault.RESET);
        TestHome.Ran cut = site.run("run", "nightly");
        assertThat(cut.exit()).as(cut.err()).isEqualTo(3);
        assertThat(site.verdicts().values()).containsExactly("COMPLETE_WITH_GAPS");
        assertThat(alarms.named("mm13") || alarms.named("4.1"))
                .as(alarms.told() + "")
                .isTrue();

        source.misbehave(JobindsatsSimulator.EVERYTHING, Fault.RESET);
        Site back = site.at(Site.NIGHT.minus(Duration.ofDays(40)));
        assertThat(back.run("run", "nightly").exit()).isIn(1, 3, 4);
        assertThat(site.verdicts().values()).doesNotContain("COMPLETE", "RUNNING");

        source.behave();
        TestHome.Ran mended = site.at(Site.NIGHT.plus(Duration.ofDays(1))).run("run", "nightly");
        assertThat(mended.exit()).as(mended.err()).isZero();
        assertThat(site.newest()).isEqualTo(Calm.night().newest());
    }

    @Test
    void a_night_told_to_stop_ends_within_twenty_seconds_and_the_next_one_goes_on() throws Exception {
        source.delay(Duration.ofMinutes(3));
        source.misbehave("y09a02", Fault.SLOW, 1);
        Jar night = site.start("run", "nightly");
        Patience.until(
                night, BEGINS, "it asks", () -> !source.dataCalls("y09a02").isEmpty());

        night.process().destroy();
        assertThat(night.process().waitFor(20, TimeUnit.SECONDS))
                .as(night.said())
                .isTrue();
        assertThat(night.ended().exit()).isEqualTo(143);
        assertThat(site.verdicts().values()).containsExactly("ABANDONED");

        List<String> before = asked();
        source.forgetCalls();
        TestHome.Ran next = site.run("resume");
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(asked()).as("it goes on where it stopped").contains("y09a02");
        before.remove("y09a02");
        assertThat(asked()).doesNotContainAnyElementsOf(before);
        assertThat(site.published()).isEqualTo(Calm.night().published());
        assertThat(site.verdicts().values()).containsExactly("COMPLETE");
    }

    private List<String> asked() {
        return source.calls().stream()
                .filter(call -> call.endpoint().equals("data"))
                .map(JobindsatsSimulator.Call::table)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static @Nullable String postgres() {
        return TestDatabase.onPostgres() ? TestDatabase.emptyPostgres() : null;
    }
}
