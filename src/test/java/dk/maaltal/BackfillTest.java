package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.job.BackfillSpan;
import dk.maaltal.job.Backfilling;
import dk.maaltal.job.JobRequest;
import dk.maaltal.job.NightClock;
import dk.maaltal.job.ProgressRelay;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.job.Verdict;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Four years filled in one command, on a plan of three measures, one of which nobody ever delivered the register of. */
@OnBothDatabases
class BackfillTest {
    private static final String NOW = "2025-03-20T04:00:00Z";
    private static final String RUN = "backfill/2021Q1-2024Q4/1";
    private static final int PERIODS = 28;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private Path plan;

    @BeforeEach
    void smallPlan() throws IOException {
        source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2020, 1, 1)), 0);
        source.world().moveTo(World.VINTAGES.get(0));
        plan = SmallPlan.of(tmp, Set.of("2.1", "4.1", "5.1"));
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private TestHome home(String name) {
        return new TestHome(tmp.resolve(name), source).at(NOW);
    }

    private TestHome.Ran maaltal(TestHome home, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--maaltal.plan=" + plan);
        return home.run(all.toArray(String[]::new));
    }

    private TestHome.Ran backfill(TestHome home, String... words) {
        return maaltal(
                home, Stream.concat(Stream.of("backfill"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void a_plan_is_shown_and_done_and_done_once() throws IOException {
        TestHome home = home("home");
        TestHome.Ran night = maaltal(home, "run", "nightly");
        assertThat(night.exit()).as(night.err()).isEqualTo(3);
        assertThat(periods(home)).doesNotContain("2021Q1").contains("2024Q1");
        source.forgetCalls();
        List<String> before = home.everything();
        List<String> files = home.files();

        TestHome.Ran planned = backfill(home, "--from", "2021Q1", "--to", "2024Q4", "--plan-only");
        TestHome.Ran json = backfill(home, "--from", "2021", "--to", "2024H2", "--plan-only", "--json");

        assertThat(planned.exit()).as(planned.err()).isZero();
        assertThat(planned.err()).contains("nothing was fetched, written or published");
        assertThat(planned.out())
                .contains("Backfill 2021Q1-2024Q4: 28 periods", "21 initial, 7 unchanged", "never delivered")
                .contains("Requests expected: 1; time to fetch: 0 s", "measure 2.1; register vandrende_sager in 2021Q1")
                .contains("and 24 more");
        JsonNode plan = JSON.readTree(json.out());
        assertThat(plan.get("periods").findValuesAsString("period"))
                .hasSize(PERIODS)
                .startsWith("2021Q1", "2021Q2", "2021H1", "2021Q3", "2021Q4", "2021H2", "2021", "2022Q1")
                .endsWith("2024Q4", "2024H2", "2024");
        assertThat(source.calls()).isEmpty();
        assertThat(home.everything()).isEqualTo(before);
        assertThat(home.files()).isEqualTo(files);

        TestHome.Ran done = backfill(home, "--from", "2021Q1", "--to", "2024Q4");

        assertThat(done.exit()).as(done.err()).isEqualTo(3);
        assertThat(done.out()).contains("21 initial, 7 unchanged").endsWith("COMPLETE_WITH_GAPS " + RUN + "\n");
        assertThat(done.out().lines().filter(l -> l.matches("norddjurs-2024 +20\\d\\d\\w* +published .*")))
                .hasSize(21);
        assertThat(done.out().lines().filter(l -> l.matches("norddjurs-2024 +20\\d\\d\\w* +unchanged .*")))
                .hasSize(7);
        assertThat(done.err().lines().filter(l -> l.startsWith("missing: ") && l.contains("measure 2.1")))
                .hasSize(1);
        assertThat(source.calls())
                .extracting(JobindsatsSimulator.Call::endpoint)
                .containsExactly("tables");
        assertThat(home.query("select count(*) as n from bi.snapshot where backfilled and run_id = '" + RUN + "'"))
                .containsExactly(Map.of("n", "21"));

        TestHome.Ran again = backfill(home, "--from", "2021Q1", "--to", "2024Q4");
        assertThat(again.exit()).isEqualTo(3);
        assertThat(again.out()).contains("28 unchanged").endsWith("backfill/2021Q1-2024Q4/2\n");

        // From now on the night keeps them up.
        source.world().moveTo(World.VINTAGES.get(1));
        TestHome.Ran next = maaltal(home.at("2025-06-24T04:00:00Z"), "run", "nightly");
        assertThat(next.err() + next.out()).containsPattern("norddjurs-2024/202[123]\\w*/[12]: ");
        assertThat(maaltal(home, "status", "--json").out()).contains("\"2021Q1\"");
    }

    @Test
    void wrong_words_are_told_all_at_once_and_do_nothing() {
        TestHome home = home("home");

        TestHome.Ran several = backfill(home, "--from", "2024Q2", "--to", "2031Q1", "--measure", "4.1,9.9,x");
        TestHome.Ran backwards = backfill(home, "--from", "2024Q2", "--to", "2023Q1");
        TestHome.Ran month = backfill(home, "--from", "2024M02", "--to", "soon");
        TestHome.Ran json = backfill(home, "--from", "2021", "--to", "2021", "--json");
        TestHome.Ran run = maaltal(home, "run", "backfill");

        assertThat(List.of(several, backwards, month, json, run)).allMatch(ran -> ran.exit() == 2);
        assertThat(several.err().lines().filter(l -> l.startsWith("problem: ")))
                .hasSize(3)
                .anyMatch(l -> l.contains("--to 2031Q1: the period is not over on 2025-03-20"))
                .anyMatch(l -> l.contains("--measure 9.9: there is no such measure"))
                .anyMatch(l -> l.contains("--measure x"));
        assertThat(backwards.err()).contains("it ends before it begins", "--from 2023Q1 --to 2024Q2");
        assertThat(month.err().lines().filter(l -> l.startsWith("problem: "))).hasSize(2);
        assertThat(json.err()).contains("a run has no JSON");
        assertThat(run.err()).contains("maaltal backfill --from");
        assertThat(home.query("select * from bi.run")).isEmpty();
    }

    @Test
    void with_measures_only_their_tables_are_fetched_and_versions_are_whole() {
        TestHome home = home("home");

        TestHome.Ran ran = backfill(home, "--from", "2023Q3", "--to", "2023", "--measure", "5.1");

        // 2.1 and 4.1 lack their sources: nobody asked for them, but they are part of what is published.
        assertThat(ran.exit()).as(ran.err()).isEqualTo(3);
        assertThat(ran.out())
                .contains("Only periods in which a cell of 5.1 changes are published, and then whole")
                .contains("jobindsats  tables", "unknown")
                .endsWith("COMPLETE_WITH_GAPS backfill/2023Q3-2023/5.1/1\n");
        assertThat(source.calls().stream().map(JobindsatsSimulator.Call::table).collect(Collectors.toSet()))
                .contains("y08a02", "y09a02")
                .doesNotContain("mm13");
        assertThat(home.query("select distinct measure_id from bi.snapshot_value"))
                .hasSize(3);
        assertThat(periods(home)).containsExactlyInAnyOrder("2023Q3", "2023Q4", "2023H2");
    }

    @Test
    void four_interruptions_repeat_a_unit_each_at_most_and_leave_no_other_trace() throws Exception {
        TestHome calm = home("calm");
        assertThat(backfill(calm, "--from", "2021Q1", "--to", "2024Q4").exit()).isEqualTo(3);

        TestHome home = home("home");
        Interrupted work = new Interrupted();
        try (ConfigurableApplicationContext context = start(home)) {
            JdbcTemplate db = new JdbcTemplate(context.getBean(javax.sql.DataSource.class));
            // Before a unit; in the middle of its transaction; after that, before the ledger knows; before another.
            work.at("periods: 2021Q3", () -> {
                throw new IllegalStateException("cut off");
            });
            work.at("periods: 2022Q2", () -> db.execute("alter table snapshot_seal rename to snapshot_seal_gone"));
            work.at("periods: 2023H1", () -> db.execute("alter table run_event rename to run_event_gone"));
            work.at("periods: 2024", () -> {
                throw new IllegalStateException("cut off");
            });
            context.getBean(ProgressRelay.class).to(work);
            RunLauncher launcher = context.getBean(RunLauncher.class);
            Backfilling backfilling = context.getBean(Backfilling.class);
            BackfillSpan span = backfilling.span("2021Q1", "2024Q4", null);
            JobRequest request =
                    JobRequest.backfill(span, context.getBean(NightClock.class).instant());
            assertThat(launcher.run(request).verdict()).isEqualTo(Verdict.FAILED);
            assertThat(launcher.run(request).verdict()).isEqualTo(Verdict.FAILED);
            db.execute("alter table snapshot_seal_gone rename to snapshot_seal");
            assertThat(launcher.run(request).verdict()).isEqualTo(Verdict.FAILED);
            db.execute("alter table run_event_gone rename to run_event");
            assertThat(launcher.resume(launcher.toResume(null)).verdict()).isEqualTo(Verdict.FAILED);
            assertThat(backfilling.plan(span).goesOnWith()).isEqualTo(RUN);
            RunOutcome last = launcher.run(request);
            assertThat(last.verdict()).isEqualTo(Verdict.COMPLETE_WITH_GAPS);
            assertThat(last.runId()).isEqualTo(RUN);
            assertThat(last.done().stream().filter(line -> line.contains("published (initial)")))
                    .hasSize(PERIODS);
        }

        assertThat(work.begun)
                .hasSize(PERIODS)
                .allSatisfy((period, times) -> assertThat(times).isBetween(1, 2));
        assertThat(work.begun.values().stream().mapToInt(n -> n).sum()).isEqualTo(PERIODS + 4);
        for (String view : List.of("bi.snapshot", "bi.snapshot_value", "bi.preview_value", "snapshot_seal")) {
            assertThat(TestHome.dump(home.dir(), "select * from " + view))
                    .as(view)
                    .isEqualTo(TestHome.dump(calm.dir(), "select * from " + view));
        }
    }

    @Test
    void it_gives_way_between_two_periods_and_goes_on() throws Exception {
        TestHome home = home("home");
        Interrupted work = new Interrupted();
        try (ConfigurableApplicationContext context = start(home)) {
            JdbcTemplate db = new JdbcTemplate(context.getBean(javax.sql.DataSource.class));
            RunLauncher launcher = context.getBean(RunLauncher.class);
            Instant now = context.getBean(NightClock.class).instant();
            AtomicReference<Thread> night = new AtomicReference<>();
            AtomicReference<RunOutcome> nightly = new AtomicReference<>();
            work.at("periods: 2023Q3", () -> {
                Thread begins =
                        new Thread(() -> nightly.set(launcher.run(JobRequest.of("nightly", null, now, "schedule"))));
                begins.start();
                night.set(begins);
                // Only the unit that is at work is finished before the night has its turn.
                await(() -> !db.queryForList("select wanted_by from run_lease where wanted_by is not null")
                        .isEmpty());
            });
            context.getBean(ProgressRelay.class).to(work);
            RunOutcome filled = launcher.run(
                    JobRequest.backfill(context.getBean(Backfilling.class).span("2023", "2024", null), now));
            Objects.requireNonNull(night.get()).join();

            assertThat(filled.verdict()).isEqualTo(Verdict.COMPLETE_WITH_GAPS);
            RunOutcome ofTheNight = Objects.requireNonNull(nightly.get());
            assertThat(ofTheNight.verdict()).isEqualTo(Verdict.COMPLETE_WITH_GAPS);
            assertThat(ofTheNight.done().stream().filter(line -> line.contains("published (initial)")))
                    .as("what the plan publishes by itself")
                    .hasSize(7);
            assertThat(filled.done().stream().filter(line -> line.contains("published (initial)")))
                    .hasSize(7);
            assertThat(filled.done().stream().filter(line -> line.endsWith(": unchanged")))
                    .hasSize(7);
            assertThat(work.begun)
                    .hasSize(14)
                    .allSatisfy((period, times) -> assertThat(times).isOne());
            assertThat(db.queryForObject(
                            "select tries + abandoned from run where run_id = '%s'".formatted(filled.runId()),
                            Long.class))
                    .isOne();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Counts the units that are begun, and does something once where one begins. */
    private static final class Interrupted implements dk.maaltal.job.Progress {
        private final Map<String, Integer> begun = new TreeMap<>();
        private final Map<String, Runnable> once = new TreeMap<>();

        void at(String what, Runnable then) {
            once.put(what, then);
        }

        @Override
        public void at(String what, long done, long total) {
            if (what.startsWith("periods: ")) {
                begun.merge(what, 1, Integer::sum);
            }
            Runnable then = once.remove(what);
            if (then != null) {
                then.run();
            }
        }
    }

    private ConfigurableApplicationContext start(TestHome home) {
        List<String> args = new ArrayList<>(TestHome.settings(home.dir(), source, Instant.parse(NOW)));
        args.add("--maaltal.plan=" + plan);
        return TestHome.application(args);
    }

    private static List<String> periods(TestHome home) {
        return home.query("select period from bi.snapshot where is_latest").stream()
                .map(row -> String.valueOf(row.get("period")))
                .toList();
    }
}
