package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The guide's steps: back up with the shipped script, lose the home, restore, go on. */
@RunsOnce(because = "on PostgreSQL it is pg_dump that copies the database, and it is not on every machine")
class BackUpTest {
    private static final String ROWS = "select * from bi.snapshot_value";

    @TempDir
    Path tmp;

    @Test
    void a_home_that_was_lost_is_restored_and_goes_on() throws Exception {
        Assumptions.assumeFalse(TestDatabase.onPostgres());
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(11, LocalDate.of(2024, 1, 1)), 0)) {
            String plan = "--maaltal.plan=" + SmallPlan.of(tmp, Set.of("1.1"));
            TestHome home = new TestHome(tmp.resolve("home"), source);
            assertThat(home.at("2025-03-20T04:00:00Z")
                            .run("run", "nightly", plan)
                            .exit())
                    .isZero();
            List<String> published = TestHome.dump(home.dir(), ROWS);
            assertThat(published).isNotEmpty();
            Path copies = tmp.resolve("copies");

            Files.writeString(home.dir().resolve("db/maaltal.lock.db"), "open");
            assertThat(script(home.dir(), copies))
                    .contains("stop maaltal first")
                    .endsWith("1");
            Files.delete(home.dir().resolve("db/maaltal.lock.db"));
            String said = script(home.dir(), copies);
            assertThat(said).endsWith("0");
            try (var left = Files.list(copies)) {
                assertThat(left).as("nothing half-done is left").hasSize(1);
            }
            Path copy = Path.of(said.lines().findFirst().orElseThrow());
            assertThat(copy.resolve("deliveries/journal.jsonl"))
                    .hasSameBinaryContentAs(home.dir().resolve("deliveries/journal.jsonl"));

            // A night that the backup does not know, and the loss of all.
            source.world().moveTo(LocalDate.of(2025, 6, 1));
            home.at("2025-06-01T04:00:00Z").run("run", "nightly", plan);
            FileSystemUtils.deleteRecursively(home.dir());
            FileSystemUtils.copyRecursively(copy, home.dir());

            TestHome.Ran verified = home.run("verify", plan);
            assertThat(verified.exit()).as(verified.err()).isZero();
            assertThat(TestHome.dump(home.dir(), ROWS)).isEqualTo(published);
            TestHome.Ran next = home.at("2025-06-02T04:00:00Z").run("run", "nightly", plan);
            assertThat(next.exit()).as(next.err()).isIn(0, 3, 4);
            assertThat(TestHome.dump(home.dir(), ROWS)).containsAll(published);
            assertThat(home.run("verify", plan).exit()).isZero();
        }
    }

    /** What it said, and its exit code last. */
    private static String script(Path home, Path to) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "config/backup/back-up", home.toString(), to.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + process.waitFor();
    }
}
