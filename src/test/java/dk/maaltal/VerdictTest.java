package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in which a measure lost its source is never complete, whatever job it is; and its line says what it did. */
@OnBothDatabases
class VerdictTest {
    private static final String PERIOD = "2024H1";

    @TempDir
    Path tmp;

    @Test
    void no_run_is_complete_while_a_measure_lacks_its_source() throws IOException {
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2023, 1, 1)), 0)) {
            source.world().moveTo(World.VINTAGES.get(0));
            Path folder = SmallPlan.of(tmp, Set.of("4.1"));
            // Every cell changes its state when its source is lost: this is not about what a person must decide.
            Path file = folder.resolve("plan.yml");
            Files.writeString(file, Files.readString(file).replace("changed_percent: 25", "changed_percent: 100"));
            String plan = "--maaltal.plan=" + folder;
            TestHome home = new TestHome(tmp.resolve("home"), source).at("2025-03-20T04:00:00Z");

            assertThat(home.run("run", "nightly", plan).exit()).isZero();
            Map<String, @Nullable String> first = run(home, "nightly/2025-03-20T04:00:00Z/1");
            assertThat(first)
                    .containsEntry("verdict", "COMPLETE")
                    .hasEntrySatisfying(
                            "summary",
                            summary -> assertThat(summary)
                                    .matches("9 done, 0 missing: \\d+ deliveries \\(\\d+ bytes\\), \\d+ new or changed,"
                                            + " 7 versions \\(\\d+ cells\\)"));

            // The source has something newer, and does not hand it out.
            source.world().moveTo(World.VINTAGES.get(1));
            source.misbehave("mm13", Fault.BROKEN);
            List<List<String>> jobs = new ArrayList<>();
            jobs.add(List.of("nightly"));
            jobs.add(List.of("snapshot", "--period", PERIOD));
            jobs.add(List.of("morning"));
            int minute = 0;
            for (List<String> job : jobs) {
                String now = "2025-06-24T04:%02d:00Z".formatted(minute++);
                List<String> words = new ArrayList<>(List.of("run"));
                words.addAll(job);
                words.add(plan);
                TestHome.Ran ran = home.at(now).run(words.toArray(String[]::new));
                assertThat(ran.exit()).as(job + ran.out() + ran.err()).isEqualTo(3);
                assertThat(ran.err()).contains("missing: ", "4.1");
                assertThat(ran.out()).contains("COMPLETE_WITH_GAPS " + job.get(0));
            }
            TestHome.Ran backfill =
                    home.at("2025-06-24T05:00:00Z").run("backfill", "--from", PERIOD, "--to", PERIOD, plan);
            assertThat(backfill.exit()).as(backfill.err()).isEqualTo(3);

            source.behave();
            TestHome.Ran mended = home.at("2025-06-25T04:00:00Z").run("run", "nightly", plan);
            assertThat(home.approved(mended, plan)).as(mended.err()).isZero();
        }
    }

    private static Map<String, @Nullable String> run(TestHome home, String runId) {
        return home.query("select * from bi.run where run_id = '%s'".formatted(runId))
                .get(0);
    }
}
