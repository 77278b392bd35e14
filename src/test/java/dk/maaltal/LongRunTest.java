package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a home that runs for years keeps and tells. */
@OnBothDatabases
class LongRunTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private TestHome home;
    private String plan = "";

    @BeforeEach
    void start() throws IOException {
        source = JobindsatsSimulator.start(World.since(11, LocalDate.of(2024, 1, 1)), 0);
        home = new TestHome(tmp.resolve("home"), source);
        plan = "--maaltal.plan=" + SmallPlan.of(tmp, Set.of("1.1"));
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private TestHome.Ran night(String at, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "run";
        words[1] = "nightly";
        words[2] = plan;
        System.arraycopy(more, 0, words, 3, more.length);
        TestHome.Ran ran = home.at(at).run(words);
        assertThat(ran.exit()).as(ran.err()).isIn(0, 3, 4);
        return ran;
    }

    @Test
    void steps_of_runs_that_ended_long_ago_go_and_of_those_that_may_go_on_stay() throws SQLException {
        night("2025-03-20T04:00:00Z");
        night("2025-03-21T04:00:00Z");
        try (Connection db = DriverManager.getConnection(TestHome.databaseUrl(home.dir()), TestDatabase.user(), "");
                Statement statement = db.createStatement()) {
            statement.execute("update run set verdict = 'FAILED' where run_id like '%2025-03-21%'");
        }
        night("2025-06-18T03:00:00Z");
        assertThat(instances()).as("the first ended 89 days ago").hasSize(3);

        night("2025-06-19T05:00:00Z");

        assertThat(instances())
                .containsExactlyInAnyOrder("2025-03-21T04:00:00Z", "2025-06-18T03:00:00Z", "2025-06-19T05:00:00Z");
        assertThat(home.query("select * from batch_step_execution where job_execution_id not in"
                        + " (select job_execution_id from batch_job_execution)"))
                .isEmpty();
        assertThat(home.query("select run_id from bi.run")).hasSize(4);

        night("2025-03-20T04:00:00Z");
        assertThat(home.query("select run_id from bi.run where run_id like 'nightly/2025-03-20%' order by 1"))
                .extracting(row -> row.get("run_id"))
                .as("asked for again it is another attempt, for the ledger remembers the first")
                .containsExactly("nightly/2025-03-20T04:00:00Z/1", "nightly/2025-03-20T04:00:00Z/2");
    }

    private List<String> instances() {
        return home.query("""
                        select distinct p.parameter_value as as_of
                        from batch_job_instance i
                        join batch_job_execution e on e.job_instance_id = i.job_instance_id
                        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
                        where p.parameter_name = 'asOf'
                        """).stream()
                .map(row -> String.valueOf(row.get("as_of")))
                .toList();
    }

    @Test
    void a_log_for_machines_names_the_run_in_every_line_of_it() {
        TestHome.Ran ran = night(
                "2025-03-20T04:00:00Z",
                "--maaltal.log.format=json",
                "--logging.level.org.springframework.jdbc.core=debug");

        Set<String> threads = new HashSet<>();
        int named = 0;
        for (String line : ran.err().lines().filter(l -> l.startsWith("{")).toList()) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.has("@timestamp")).isTrue();
            assertThat(json.has("level")).isTrue();
            assertThat(json.has("message")).isTrue();
            if (json.has("run_id")) {
                named++;
                threads.add(json.get("thread_name").asString());
                assertThat(json.get("run_id").asString()).isEqualTo("nightly/2025-03-20T04:00:00Z/1");
                assertThat(json.get("job").asString()).isEqualTo("nightly");
            }
        }
        assertThat(named).isGreaterThan(50);
        assertThat(threads).as("registers are taken by threads of their own").hasSizeGreaterThan(1);
        assertThat(ran.out()).doesNotContain("\"message\"");
    }

    @Test
    void a_format_that_is_none_is_refused() {
        TestHome.Ran ran = home.at("2025-03-20T04:00:00Z").run("status", plan, "--maaltal.log.format=xml");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("maaltal.log.format");
    }

    @Test
    void status_fits_on_one_screen_when_nothing_is_well() {
        String shipped = "--maaltal.plan=config/plans/norddjurs-2024";
        TestHome.Ran ran =
                home.at("2025-03-20T04:00:00Z").run("run", "nightly", shipped, "--maaltal.pseudonym.key-file=/nowhere");
        assertThat(ran.exit()).isEqualTo(3);

        TestHome.Ran status =
                home.at("2027-03-20T04:00:00Z").run("status", shipped, "--maaltal.pseudonym.key-file=/nowhere");

        assertThat(status.exit()).as(status.err()).isZero();
        List<String> lines = status.out().lines().toList();
        assertThat(lines).as(status.out()).hasSizeBetween(20, 40).allMatch(line -> line.length() <= 120);
        assertThat(lines.get(0)).startsWith("FAILED, 2027-03-20 05:00");
        assertThat(status.out())
                .containsPattern("Tables of Jobindsats: \\d+ of \\d+ ok")
                .contains("late: ")
                .contains("OVERDUE nightly")
                .contains("Next: ")
                .contains("maaltal status --all");
        JsonNode json = JSON.readTree(home.run("status", shipped, "--json").out());
        assertThat(json.get("overall").asString()).isEqualTo("FAILED");
        assertThat(json.get("overdue").size()).isPositive();
        assertThat(json.get("freshness").size()).isGreaterThan(15);
    }
}
