package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL: one does the night; when it is killed in the middle the other one does. */
@RunsOnce(because = "two servers share a database only on PostgreSQL")
class TwoServersIT {
    private static final Duration STARTS = Duration.ofSeconds(60);
    private static final Duration TAKEN_UP = Duration.ofSeconds(60);

    @TempDir
    Path tmp;

    private JobindsatsSimulator ofFirst;
    private JobindsatsSimulator ofSecond;
    private Alarms alarms;

    @BeforeEach
    void start() throws IOException {
        ofFirst = Site.newSource();
        ofSecond = Site.newSource();
        alarms = new Alarms();
    }

    @AfterEach
    void stop() {
        ofFirst.close();
        ofSecond.close();
        alarms.close();
    }

    @Test
    void a_night_is_done_by_one_of_two_servers_and_by_the_other_when_that_one_is_killed() throws Exception {
        Site site = Site.of(tmp.resolve("site"), ofFirst, TestDatabase.emptyPostgres())
                .with(alarms.settings());
        // The day before: so a night is due and missed when they start.
        Jar dayBefore = site.at(Site.NIGHT.minus(Duration.ofDays(1))).start("serve", "--server.port=0");
        Patience.until(dayBefore, STARTS, "it serves", () -> dayBefore.said().contains("serving"));
        end(dayBefore);

        slowly(ofFirst);
        slowly(ofSecond);
        Jar first = site.start("serve", "--server.port=0");
        Jar second = site.asking(ofSecond).start("serve", "--server.port=0");
        try {
            Patience.until(first, STARTS, "one of them asks", () -> asked(ofFirst) || asked(ofSecond));
            boolean byFirst = asked(ofFirst);
            Jar holder = byFirst ? first : second;
            Jar other = byFirst ? second : first;
            Patience.until(other, STARTS, "it serves too", () -> other.said().contains("serving"));
            assertThat(asked(ofFirst) && asked(ofSecond)).as("both at once").isFalse();

            ofFirst.behave();
            ofSecond.behave();
            holder.process().destroyForcibly().waitFor();
            Patience.until(other, TAKEN_UP, "the other one takes it up", () -> asked(byFirst ? ofSecond : ofFirst));
            Patience.until(other, TAKEN_UP, "it is done", () -> site.verdicts().containsValue("COMPLETE"));
            assertThat(site.verdicts()).hasSize(1);
            assertThat(site.published()).isEqualTo(Calm.night().published());
            Patience.until(other, TAKEN_UP, "the alarm", () -> alarms.named("died in the middle"));
        } finally {
            for (Jar server : List.of(first, second)) {
                end(server);
            }
        }
    }

    private static void slowly(JobindsatsSimulator source) {
        source.delay(Duration.ofMinutes(3));
        source.misbehave("y09a02", Fault.SLOW);
    }

    private static boolean asked(JobindsatsSimulator source) {
        return !source.dataCalls("y09a02").isEmpty();
    }

    private static void end(Jar server) throws InterruptedException {
        server.process().destroy();
        assertThat(server.process().waitFor(20, TimeUnit.SECONDS))
                .as(server.said())
                .isTrue();
    }
}
