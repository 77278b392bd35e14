package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.job.JobRequest;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.job.RunRow;
import dk.maaltal.job.Verdict;
import dk.maaltal.testing.Fault;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs that were stopped or whose process died: told so, found, and taken up where they stopped. */
@OnBothDatabases
class ResumeTest {
    private static final String NIGHT = "2025-03-20T04:00:00Z";
    private static final String RUN = "nightly/" + NIGHT + "/1";
    private static final String PUBLISHED = "select snapshot_id, content_sha256, row_count, run_id from bi.snapshot";

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private String plan = "";
    private TestHome home;

    @BeforeEach
    void start() throws IOException {
        source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2024, 1, 1)), 0);
        plan = "--maaltal.plan=" + SmallPlan.of(tmp.resolve("plan"), Set.of("5.1"));
        home = new TestHome(tmp.resolve("home"), source).at(NIGHT);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void a_run_that_is_told_to_stop_while_it_waits_for_the_source_ends_soon_and_is_taken_up() throws Exception {
        TestHome undisturbed = new TestHome(tmp.resolve("undisturbed"), source).at(NIGHT);
        int exit = undisturbed.run("run", "nightly", plan).exit();

        ExecutorService thread = Executors.newSingleThreadExecutor();
        ConfigurableApplicationContext context = application();
        Future<RunOutcome> run = runUntilItWaits(context, thread);
        long told = System.nanoTime();
        context.close();
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(14));
        RunOutcome outcome = run.get(10, TimeUnit.SECONDS);
        thread.shutdown();
        assertThat(outcome.verdict()).isEqualTo(Verdict.ABANDONED);
        assertThat(outcome.exitCode()).isEqualTo(143);
        assertThat(home.query("select verdict, exit_code, summary, tries, abandoned from bi.run"))
                .singleElement()
                .asString()
                .isEqualTo("{verdict=ABANDONED, exit_code=143, summary=told to stop; it goes on where it stopped,"
                        + " tries=1, abandoned=0}");
        assertThat(home.query("select * from run_lease where token is not null"))
                .isEmpty();

        source.behave();
        assertThat(home.run("status", plan).out()).contains("`maaltal resume` goes on where it stopped");
        TestHome.Ran none = home.run("resume", "nightly/2025-03-20T05:00:00Z/1", plan);
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("one of " + RUN + " (ABANDONED)");
        TestHome.Ran resumed = home.run("resume", plan);
        assertThat(resumed.exit()).as(resumed.err()).isEqualTo(exit);
        assertThat(resumed.err()).contains("taking up " + RUN + ", which ended ABANDONED at its try no. 1");
        assertThat(home.query("select tries, abandoned from bi.run").toString()).isEqualTo("[{tries=2, abandoned=0}]");
        assertThat(TestHome.dump(home.dir(), PUBLISHED))
                .isNotEmpty()
                .isEqualTo(TestHome.dump(undisturbed.dir(), PUBLISHED));

        TestHome.Ran nothing = home.run("resume", plan);
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).contains("no run was interrupted or failed");
    }

    @Test
    void a_run_that_lost_its_turn_while_its_machine_stood_still_says_so_and_writes_nothing_more() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ConfigurableApplicationContext context = application()) {
            Future<RunOutcome> run = runUntilItWaits(context, thread);
            sql("update run_lease set token = 'another'");
            RunOutcome outcome = run.get(30, TimeUnit.SECONDS);
            assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(outcome.gaps())
                    .asString()
                    .contains("the run lost its turn")
                    .doesNotContain("JobExecutionException");
        } finally {
            thread.shutdown();
        }
        assertThat(home.query("select verdict, exit_code from bi.run").toString())
                .isEqualTo("[{verdict=RUNNING, exit_code=null}]");
        assertThat(home.query("select token from run_lease").toString()).isEqualTo("[{token=another}]");
        assertThat(home.query("select * from bi.snapshot")).isEmpty();
    }

    @Test
    void what_came_between_two_tries_is_in_what_the_second_one_publishes() throws SQLException {
        TestHome undisturbed = new TestHome(tmp.resolve("undisturbed"), source).at(NIGHT);
        int exit = undisturbed.run("run", "nightly", plan).exit();
        assertThat(home.run("status", plan).exit()).isZero();

        source.misbehave("y09a02", Fault.RESET);
        ddl("alter table snapshot_seal rename to snapshot_seal_gone");
        assertThat(home.run("run", "nightly", plan).exit()).isEqualTo(1);
        ddl("alter table snapshot_seal_gone rename to snapshot_seal");
        source.behave();

        TestHome.Ran again = home.at("2025-03-20T04:30:00Z").run("resume", plan);
        assertThat(again.exit()).as(again.err()).isEqualTo(exit);
        assertThat(TestHome.dump(home.dir(), PUBLISHED))
                .isNotEmpty()
                .isEqualTo(TestHome.dump(undisturbed.dir(), PUBLISHED));
    }

    private void ddl(String sql) throws SQLException {
        String url = TestHome.databaseUrl(home.dir());
        try (Connection db = DriverManager.getConnection(url, TestDatabase.user(), "");
                Statement statement = db.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Begins the night; it waits for a source that asks for a long pause. */
    private Future<RunOutcome> runUntilItWaits(ConfigurableApplicationContext context, ExecutorService thread) {
        source.forgetCalls();
        source.misbehave("y09a02", Fault.THROTTLED);
        source.retryAfter(100);
        Future<RunOutcome> run = thread.submit(() -> context.getBean(RunLauncher.class)
                .run(JobRequest.of("nightly", null, Instant.parse(NIGHT), "operator")));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (source.dataCalls("y09a02").isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            assertThat(run.isDone()).isFalse();
            Thread.onSpinWait();
        }
        return run;
    }

    @Test
    void a_run_whose_process_died_is_found_by_who_looks_and_ends_as_the_run_it_was() throws Exception {
        int exit = home.run("run", "nightly", plan).exit();
        List<String> published = TestHome.dump(home.dir(), PUBLISHED);

        // It died before the run was closed, all its work done.
        sql("update run set verdict = 'RUNNING', ended_at = null, exit_code = null");
        assertThat(home.run("list", "runs", plan).out()).contains("ABANDONED").doesNotContain("RUNNING");
        TestHome.Ran again = home.run("run", "nightly", plan);
        assertThat(again.exit()).isEqualTo(exit);
        assertThat(again.err()).contains("its process died 1 times before it came to its end");

        // In the middle of its work, with a lease that nobody gives back.
        sql("update run set verdict = 'RUNNING', ended_at = null, exit_code = null");
        sql("update batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null");
        sql("update run_lease set token = 'dead', beat_at = current_timestamp");
        assertThat(home.run("resume", plan).exit()).isEqualTo(exit);

        assertThat(home.query("select run_id, tries, abandoned from bi.run").toString())
                .isEqualTo("[{run_id=" + RUN + ", tries=3, abandoned=2}]");
        assertThat(TestHome.dump(home.dir(), PUBLISHED)).isNotEmpty().isEqualTo(published);
    }

    @Test
    void what_is_taken_up_without_being_asked_for_is_the_newest_run_of_a_job_unless_it_kills_its_process()
            throws Exception {
        try (ConfigurableApplicationContext context = application()) {
            RunLauncher launcher = context.getBean(RunLauncher.class);
            insert("nightly/1", "ABANDONED", "operator", 143, 0);
            assertThat(launcher.recover()).as("a person stopped it").isEmpty();
            insert("nightly/2", "ABANDONED", "schedule", 143, 0);
            assertThat(launcher.recover()).map(RunRow::runId).containsExactly("nightly/2");
            sql("update run set abandoned = 3 where run_id = 'nightly/2'");
            assertThat(launcher.recover()).map(RunRow::runId).containsExactly("nightly/2");
            sql("update run set abandoned = 4 where run_id = 'nightly/2'");
            assertThat(launcher.recover()).isEmpty();
            insert("nightly/3", "RUNNING", "operator", 1, 0);
            insert("snapshot/1", "ABANDONED", "schedule", 1, 1);
            insert("snapshot/2", "FAILED", "schedule", 1, 0);
            insert("gone/1", "ABANDONED", "schedule", 1, 1);
            assertThat(launcher.recover()).map(RunRow::runId).containsExactly("nightly/3");
            assertThat(launcher.resumable())
                    .map(RunRow::runId)
                    .containsExactlyInAnyOrder("nightly/1", "nightly/2", "nightly/3", "snapshot/1", "snapshot/2");
        }
    }

    private void insert(String runId, String verdict, String by, int exit, int abandoned) throws SQLException {
        int number = Integer.parseInt(runId.replaceFirst(".*/", ""));
        sql("insert into run (run_id, job, requested_by, as_of, started_at, verdict, exit_code, abandoned) values "
                + "('%s', '%s', '%s', timestamp with time zone '2025-01-0%d 00:00:00+00', "
                        .formatted(runId, runId.replaceFirst("/.*", ""), by, number)
                + "timestamp with time zone '2025-01-0%d 00:00:00+00', '%s', %d, %d)"
                        .formatted(number, verdict, exit, abandoned));
    }

    private void sql(String sql) throws SQLException {
        String url = TestHome.databaseUrl(home.dir()) + (TestDatabase.onPostgres() ? "" : ";AUTO_SERVER=TRUE");
        try (Connection db = DriverManager.getConnection(url, TestDatabase.user(), "");
                Statement statement = db.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    /** As the server has it, but without its schedule. */
    private ConfigurableApplicationContext application() {
        List<String> args = new ArrayList<>(TestHome.settings(home.dir(), source, Instant.parse(NIGHT)));
        args.removeIf(arg -> arg.contains("-pause="));
        args.addAll(List.of(
                plan, "--maaltal.sources.jobindsats.first-pause=1s", "--maaltal.sources.jobindsats.max-pause=5m"));
        return TestHome.application(args);
    }
}
