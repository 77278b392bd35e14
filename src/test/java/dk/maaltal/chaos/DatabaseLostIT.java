package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes in the middle of a night and comes back, under a run by hand and under a server. */
@RunsOnce(because = "only a server that is not in the process itself can go while it works")
class DatabaseLostIT {
    private static final Duration TAKEN_UP = Duration.ofSeconds(60);

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private Alarms alarms;
    private Cluster cluster;

    @BeforeEach
    void start() throws IOException {
        source = Site.newSource();
        alarms = new Alarms();
        cluster = new Cluster(tmp.resolve("cluster"));
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        alarms.close();
        cluster.close();
    }

    @Test
    void a_database_that_goes_and_comes_back_costs_time_and_no_figure() throws Exception {
        Site site = Site.of(tmp.resolve("site"), source, cluster.url()).with(alarms.settings());

        source.delay(Duration.ofSeconds(2));
        source.misbehave("y09a02", Fault.SLOW, 1);
        Jar run = site.start("run", "nightly");
        Patience.until(
                run, TAKEN_UP, "it asks", () -> !source.dataCalls("y09a02").isEmpty());
        cluster.stop();
        TestHome.Ran ran = run.ended();
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
        assertThat(ran.err()).contains("database").contains("Next: ").doesNotContain("\tat ");
        assertThat(alarms.named("database")).as(alarms.told().toString()).isTrue();
        cluster.startAgain();

        // Whatever it asks next: what was answered before is in the journal.
        source.forgetCalls();
        source.misbehave(JobindsatsSimulator.EVERYTHING, Fault.SLOW, 1);
        Jar server = site.start("serve", "--server.port=0");
        try {
            Patience.until(
                    server,
                    TAKEN_UP,
                    "it takes up the night",
                    () -> !source.calls().isEmpty());
            int told = alarms.told().size();
            cluster.stop();
            Patience.until(server, TAKEN_UP, "the alarm", () -> alarms.told().size() > told);
            assertThat(alarms.told().subList(told, alarms.told().size())).anyMatch(m -> m.contains("database"));
            cluster.startAgain();
            Patience.until(
                    server, TAKEN_UP, "the night is done", () -> site.verdicts().containsValue("COMPLETE"));
            assertThat(site.verdicts()).containsOnlyKeys("nightly/" + Site.NIGHT + "/1");
            assertThat(site.published()).isEqualTo(Calm.night().published());
        } finally {
            server.process().destroy();
            assertThat(server.ended().exit()).isEqualTo(143);
        }
    }
}
