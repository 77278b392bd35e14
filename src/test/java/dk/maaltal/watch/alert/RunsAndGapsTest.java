package dk.maaltal.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.watch.Condition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger of runs says is wrong. */
@OnBothDatabases
class RunsAndGapsTest {
    private static final Instant NIGHT = Instant.parse("2026-11-23T01:30:00Z");
    private static final Plans PLANS =
            new Plans(List.of(new PlanReader().read(Path.of("config/plans/norddjurs-2024"))));

    private static final Map<String, List<String>> JOBS = Map.of(
            "nightly", List.of("catch-up", "catalogue", "tables", "registers", "cvr", "settle", "publish"),
            "backfill", List.of("catch-up", "catalogue", "tables", "registers", "cvr", "settle", "periods"),
            "morning", List.of("catalogue", "tables", "settle", "publish"),
            "snapshot", List.of("catch-up", "settle", "publish"));

    private HikariDataSource pool;
    private JdbcClient db;
    private RunConditions runs;
    private GapConditions gaps;

    @BeforeEach
    void open() {
        pool = TestDatabase.fresh();
        db = JdbcClient.create(pool);
        Clock clock = Clock.fixed(NIGHT.plus(Duration.ofDays(3)), ZoneOffset.UTC);
        Reports reports = new Reports(PLANS, Optional::empty, clock);
        runs = new RunConditions(db, JOBS, reports, clock);
        gaps = new GapConditions(db, JOBS, reports, clock);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private String run(String job, int hour, String verdict, String summary) {
        String id = "%s/%s/1".formatted(job, NIGHT.plusSeconds(3600L * hour));
        OffsetDateTime at = NIGHT.plusSeconds(3600L * hour).atOffset(ZoneOffset.UTC);
        boolean running = verdict.equals("RUNNING");
        db.sql("""
                        insert into run (run_id, job, requested_by, as_of, started_at, ended_at, verdict, summary, gaps)
                        values (?, ?, 'schedule', ?, ?, ?, ?, ?, '["the reason. Next: mend it"]')
                        """)
                .params(java.util.Arrays.asList(id, job, at, at, running ? null : at.plusMinutes(10), verdict, summary))
                .update();
        return id;
    }

    private String named(String id, String job, int hour) {
        String as = run(job, hour, "COMPLETE_WITH_GAPS", "");
        db.sql("update run set run_id = ? where run_id = ?").params(id, as).update();
        return id;
    }

    private void event(String run, String scope, String kind, String what, String place) {
        db.sql("insert into run_event values (?, ?, ?, ?, 'UPSTREAM', ?, ?, '', 'wait for it')")
                .params(run, scope, 1, kind, what, place)
                .update();
    }

    private List<String> keys(Condition.Source source) {
        return source.now().stream().map(Condition::key).toList();
    }

    @Test
    void a_job_whose_last_run_failed_or_died_is_wrong_until_one_ends_that_does_as_much() {
        run("nightly", 0, "COMPLETE", "");
        run("snapshot", 1, "FAILED", "");
        assertThat(runs.now()).singleElement().satisfies(condition -> {
            assertThat(condition.key()).isEqualTo("run snapshot");
            assertThat(condition.what()).contains("snapshot ended FAILED", "snapshot/2026-11-23T02:30:00Z/1");
            assertThat(condition.cause()).isEqualTo("the reason. Next: mend it");
            assertThat(condition.next()).contains("maaltal resume snapshot/");
            assertThat(condition.meaning()).contains("norddjurs-2024", "next published 2026Q4 on ");
            assertThat(condition.severity()).isEqualTo(Condition.Severity.FAILED);
        });
        run("morning", 2, "COMPLETE", "");
        assertThat(keys(runs)).as("morning does not catch up").containsExactly("run snapshot");
        run("nightly", 24, "ABANDONED", "its process ended before the run did");
        assertThat(keys(runs)).containsExactly("run nightly", "run snapshot");
        run("nightly", 48, "COMPLETE_WITH_GAPS", "");
        assertThat(keys(runs)).isEmpty();
    }

    @Test
    void what_was_stopped_on_purpose_is_not_wrong_and_what_runs_is_undecided() {
        run("nightly", 0, "ABANDONED", "told to stop; it goes on where it stopped");
        run("snapshot", 0, "ABANDONED", "gave way to a job that goes first; it goes on");
        assertThat(runs.now()).isEmpty();
        run("nightly", 1, "RUNNING", "");
        assertThat(runs.undecided("run nightly")).isTrue();
        assertThat(runs.undecided("run snapshot"))
                .as("what failed before it was stopped is not over")
                .isTrue();
        assertThat(runs.undecided("run morning")).isFalse();
        assertThat(gaps.undecided("gap x")).isTrue();
        assertThat(gaps.undecided("late cvr")).isFalse();
    }

    @Test
    void twenty_tables_that_a_cut_network_keeps_back_are_one_cause_whatever_the_figures() {
        String first = run("nightly", 0, "COMPLETE_WITH_GAPS", "");
        for (int i = 0; i < 20; i++) {
            event(
                    first,
                    "table:t" + i,
                    "GAP",
                    "no answer in %d s after %d tries".formatted(180 + i, 1 + i % 4),
                    "jobindsats, table t" + i);
        }
        event(first, "cvr", "GAP", "the password was refused", "cvr");
        List<Condition> told = gaps.now();
        assertThat(told).hasSize(2);
        Condition tables = told.stream()
                .filter(condition -> condition.what().contains("no answer"))
                .findFirst()
                .orElseThrow();
        assertThat(tables.what()).contains("jobindsats, table t0", "and 15 more");
        Condition cvr = told.stream()
                .filter(condition -> condition.what().contains("password"))
                .findFirst()
                .orElseThrow();
        assertThat(cvr.meaning()).contains("6.8 ", "norddjurs-2024");

        String second = run("nightly", 24, "COMPLETE_WITH_GAPS", "");
        event(second, "table:t7", "GAP", "no answer in 360 s after 4 tries", "jobindsats, table t7");
        assertThat(keys(gaps)).containsExactly(tables.key());
    }

    @Test
    void a_later_run_that_fetches_less_takes_away_only_what_it_got() {
        String night = run("nightly", 0, "COMPLETE_WITH_GAPS", "");
        event(night, "table:a", "GAP", "table a is late", "jobindsats, table a");
        event(night, "table:b", "GAP", "table b has shrunk", "jobindsats, table b");
        event(night, "cvr", "GAP", "the password was refused", "cvr");
        event(night, "publish:norddjurs-2024", "GAP", "no figures", "measures 6.1, 6.2; table a");
        event(night, "publish:norddjurs-2025", "GAP", "nothing is due", "measure 5.1");
        assertThat(gaps.now().stream().map(Condition::what))
                .as("what table a keeps back is told with table a")
                .hasSize(4)
                .noneMatch(what -> what.contains("no figures"));
        assertThat(gaps.now().toString()).contains("lacks figures for 6.1 ");
        String morning = run("morning", 8, "COMPLETE", "");
        event(morning, "table:a", "DONE", "updated", "jobindsats, table a");
        assertThat(gaps.now().stream().map(Condition::what))
                .satisfiesExactlyInAnyOrder(
                        what -> assertThat(what).contains("shrunk"),
                        what -> assertThat(what).contains("password"));
        run("nightly", 24, "FAILED", "");
        assertThat(gaps.now())
                .as("a run that failed judges nothing it did not reach")
                .hasSize(2);
        run("nightly", 25, "COMPLETE", "");
        assertThat(gaps.now()).isEmpty();
    }

    @Test
    void a_backfill_and_a_run_for_one_period_take_away_nothing_of_other_periods() {
        String night = run("nightly", 0, "COMPLETE_WITH_GAPS", "");
        event(night, "table:a", "GAP", "table a is late", "jobindsats, table a");
        event(night, "publish:norddjurs-2024", "GAP", "no figures", "measures 6.1, 6.2");
        List<String> before = keys(gaps);
        assertThat(before).hasSize(2);
        String filled = named("backfill/2021-2024/1", "backfill", 1);
        event(filled, "period:norddjurs-2024/2021Q1", "GAP", "does not reach back", "measure 6.1");
        String one = named("nightly/2024H1/2026-11-23T04:30:00Z/1", "nightly", 2);
        event(one, "publish:norddjurs-2024", "DONE", "published", "norddjurs-2024/2024H1");
        assertThat(keys(gaps)).containsExactlyElementsOf(before);
        db.sql("delete from run_event where run_id = ?").param(filled).update();
        event(filled, "table:a", "DONE", "updated", "jobindsats, table a");
        run("snapshot", 3, "COMPLETE", "");
        String morning = run("morning", 4, "COMPLETE", "");
        event(morning, "catalogue", "DONE", "read", "jobindsats");
        assertThat(gaps.now()).isEmpty();
    }

    @Test
    void a_process_that_died_is_told_of_though_its_run_ended_well_until_the_next_one_does() {
        String night = run("nightly", 0, "RUNNING", "");
        db.sql("update run set abandoned = 1, tries = 2").update();
        assertThat(runs.now()).singleElement().satisfies(condition -> {
            assertThat(condition.key()).isEqualTo("died nightly");
            assertThat(condition.what()).contains(night, "1 times");
            assertThat(condition.severity()).isEqualTo(Condition.Severity.WARNING);
        });
        db.sql("update run set verdict = 'COMPLETE', ended_at = started_at").update();
        assertThat(keys(runs)).containsExactly("died nightly");
        db.sql("update run set verdict = 'FAILED'").update();
        assertThat(keys(runs)).as("one cause, told once").containsExactly("run nightly");
        run("nightly", 24, "COMPLETE", "");
        assertThat(keys(runs)).isEmpty();
    }

    @Test
    void a_run_that_ended_under_a_clock_that_was_ahead_hides_none_since() {
        String ahead = run("nightly", 24 * 40, "COMPLETE", "");
        String night = run("nightly", 0, "FAILED", "");
        event(night, "table:a", "GAP", "table a is late", "jobindsats, table a");
        assertThat(keys(runs)).containsExactly("run nightly");
        assertThat(gaps.now()).hasSize(1);
        assertThat(ahead).isNotEqualTo(night);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gave up after 4 tries, 180 s                  | gave up after 2 tries, 45 s                   | true
                    waits since 2026-11-23T01:30:00Z              | waits since 2026-11-24T02:00:00.123Z          | true
                    12.5 % fewer rows, 1,200 of 1,500             | 50 % fewer rows, 7 of 1.500                   | true
                    b_2025-03-20.csv, was refused: 400 rows       | b_2025-03-20.csv, was refused: 10 rows        | true
                    refused, request_id 671cb33b-**********e45-7fc668daae45 | refused, request_id 3ba36829-9d7b-fc79-7c77-d6e514e2cd95 | true
                    the id y25i07 is gone                         | the id otij01 is gone                         | false
                    the id y25i07 is gone                         | the id y25i08 is gone                         | false
                    the token was refused                         | the source did not answer                     | false
                    """)
    void numbers_and_times_make_no_new_cause_and_names_do(String one, String other, boolean same) {
        assertThat(key(one).equals(key(other))).isEqualTo(same);
    }

    private static String key(String what) {
        return CauseKey.of(new Problem(Mover.UPSTREAM, what, "anywhere", "", ""));
    }
}
