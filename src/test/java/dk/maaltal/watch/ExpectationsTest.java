package dk.maaltal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnBothDatabases
class ExpectationsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-23T01:30:00Z");

    private HikariDataSource database;
    private JdbcClient db;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        db = JdbcClient.create(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Expectations expecting(JobDeclaration... jobs) {
        return new Expectations(db, List.of(jobs), new DueTimes(day -> false));
    }

    private static JobDeclaration job(String name, int hour, int minute, Duration deadline) {
        JobDeclaration.Schedule schedule = new JobDeclaration.Schedule(
                LocalTime.of(hour, minute),
                ZoneId.of("Europe/Copenhagen"),
                JobDeclaration.On.DAILY,
                JobDeclaration.Missed.LAST);
        return new JobDeclaration(name, "d", List.of("settle"), schedule, deadline, JobDeclaration.Overlap.WAIT, false);
    }

    private static JobDeclaration nightly() {
        return job("nightly", 2, 30, Duration.ofHours(4));
    }

    private List<String> rows() {
        return db.sql("select job, due_at, deadline_at from expected_run order by due_at, job")
                .query((rs, n) -> "%s %s %s"
                        .formatted(
                                rs.getString(1),
                                rs.getObject(2, OffsetDateTime.class).toInstant(),
                                rs.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    private void expect(String job, Instant due, Instant deadline) {
        db.sql("insert into expected_run (job, due_at, deadline_at) values (?, ?, ?)")
                .params(job, at(due), at(deadline))
                .update();
    }

    private void ran(String runId, Instant asOf, String verdict) {
        db.sql("insert into run (run_id, job, requested_by, as_of, started_at, verdict) values (?, ?, 'x', ?, ?, ?)")
                .params(runId, runId.replaceFirst("/.*", ""), at(asOf), at(asOf), verdict)
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Test
    void due_times_are_written_five_weeks_ahead_with_their_deadlines_and_only_once() {
        Expectations expectations = expecting(nightly(), job("morning", 10, 15, Duration.ofHours(2)));

        expectations.write(NOON);

        assertThat(rows())
                .hasSize(70)
                .startsWith(
                        "morning 2026-11-24T09:15:00Z 2026-11-24T11:15:00Z"
                                .replace("morning", "nightly")
                                .replace("09:15", "01:30")
                                .replace("11:15", "05:30"),
                        "morning 2026-11-24T09:15:00Z 2026-11-24T11:15:00Z");
        expectations.write(NOON);
        assertThat(rows()).hasSize(70);
        expectations.write(NOON.plus(Duration.ofDays(1)));
        assertThat(rows()).hasSize(72);
        assertThat(expectations.upcoming(NOON.plus(Duration.ofDays(1))))
                .extracting(Expected::job)
                .containsExactly("nightly", "morning");
    }

    @Test
    void what_was_due_after_the_rows_ran_out_is_written_when_somebody_lives_again() {
        expecting(nightly()).write(NOON);
        Instant later = NOON.plus(Duration.ofDays(50));

        expecting(nightly()).write(later);

        assertThat(rows()).hasSize(85);
        assertThat(expecting(nightly()).overdue(later)).hasSize(50);
        assertThat(expecting(nightly()).due("nightly", later)).hasSize(50);
    }

    @Test
    void a_clock_that_jumped_back_writes_nothing_twice() {
        expecting(nightly()).write(NOON.plus(Duration.ofDays(10)));

        expecting(nightly()).write(NOON);
        assertThat(rows())
                .hasSize(35)
                .doesNotHaveDuplicates()
                .startsWith("nightly 2026-11-24T01:30:00Z 2026-11-24T05:30:00Z");
    }

    @Test
    void a_changed_schedule_replaces_what_is_to_come_and_leaves_what_was_due() {
        expecting(nightly()).write(NOON);
        Instant later = NOON.plus(Duration.ofDays(1));

        expecting(job("nightly", 4, 0, Duration.ofHours(3))).write(later);

        assertThat(rows())
                .hasSize(36)
                .startsWith(
                        "nightly 2026-11-24T01:30:00Z 2026-11-24T05:30:00Z",
                        "nightly 2026-11-25T03:00:00Z 2026-11-25T06:00:00Z");
    }

    @Test
    void a_job_that_is_declared_no_more_is_expected_no_more_but_what_it_did_stays() {
        expecting(nightly()).write(NOON);
        ran("nightly/2026-11-24T01:30:00Z/1", Instant.parse("2026-11-24T01:30:00Z"), "COMPLETE");
        Instant later = NOON.plus(Duration.ofDays(3));

        expecting().write(later);

        assertThat(rows()).containsExactly("nightly 2026-11-24T01:30:00Z 2026-11-24T05:30:00Z");
    }

    @Test
    void one_is_met_by_a_whole_run_of_its_job_that_ended_well_and_was_due_then_or_later() {
        record Case(String runId, String asOf, String verdict, boolean met) {}
        List<Case> cases = List.of(
                new Case("nightly/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "COMPLETE", true),
                new Case("nightly/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "COMPLETE_WITH_GAPS", true),
                new Case("nightly/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "REFUSED", true),
                new Case("nightly/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "FAILED", false),
                new Case("nightly/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "RUNNING", false),
                new Case("nightly/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "ABANDONED", false),
                new Case("nightly/2026-11-23T08:00:00.123Z/1", "2026-11-23T08:00:00.123Z", "COMPLETE", true),
                new Case("nightly/2026-11-23T01:29:59Z/1", "2026-11-23T01:29:59Z", "COMPLETE", false),
                new Case("snapshot/2026-11-23T01:30:00Z/1", "2026-11-23T01:30:00Z", "COMPLETE", false),
                new Case("nightly/2024H1/2026-11-23T08:00:00Z/1", "2026-11-23T08:00:00Z", "COMPLETE", false),
                new Case("nightly/as-of-2026-11-23T08:00:00Z/1", "2026-11-23T08:00:00Z", "COMPLETE", false),
                // made while a clock was a year ahead: it must not excuse a year of silence
                new Case("nightly/2027-11-23T01:30:00Z/1", "2027-11-23T01:30:00Z", "COMPLETE", false));
        Expectations expectations = expecting(nightly());
        expect("nightly", DUE, DUE.plus(Duration.ofHours(4)));
        for (Case each : cases) {
            ran(each.runId(), Instant.parse(each.asOf()), each.verdict());
            assertThat(expectations.due("nightly", NOON).isEmpty())
                    .as(each.toString())
                    .isEqualTo(each.met());
            assertThat(expectations.overdue(NOON).isEmpty()).as(each.toString()).isEqualTo(each.met());
            db.sql("delete from run").update();
        }
    }

    @Test
    void the_newest_try_is_told_with_what_is_unmet() {
        expect("nightly", DUE, DUE.plus(Duration.ofHours(4)));
        ran("nightly/2026-11-22T01:30:00Z/1", DUE.minus(Duration.ofDays(1)), "COMPLETE");
        assertThat(expecting(nightly()).due("nightly", NOON))
                .containsExactly(new Unmet(new Expected("nightly", DUE, DUE.plus(Duration.ofHours(4))), null));

        ran("nightly/2026-11-23T01:30:00Z/1", DUE, "FAILED");
        ran("nightly/2026-11-23T08:00:00Z/1", Instant.parse("2026-11-23T08:00:00Z"), "RUNNING");

        Unmet unmet = expecting(nightly()).nextDeadline(NOON).orElseThrow();
        assertThat(unmet.newest()).isEqualTo(new Unmet.Try("nightly/2026-11-23T08:00:00Z/1", "RUNNING", null, 1, 0));
        assertThat(expecting(nightly()).atWork()).containsExactly("nightly");
        assertThat(expecting(nightly()).overdue(DUE.plus(Duration.ofHours(4)))).isEmpty();
    }

    @Test
    void the_view_says_at_the_databases_time_what_the_application_says_at_that_instant() {
        Instant now = db.sql("select current_timestamp")
                .query((rs, n) -> rs.getObject(1, OffsetDateTime.class).toInstant())
                .single()
                .truncatedTo(ChronoUnit.SECONDS);
        Expectations expectations = expecting(nightly());
        for (int days = 5; days >= -5; days--) {
            Instant due = now.minus(Duration.ofDays(days)).minus(Duration.ofHours(3));
            expect("nightly", due, due.plus(Duration.ofHours(2)));
            expect("morning", due, due.plus(Duration.ofHours(2)));
        }
        Instant fourDays = now.minus(Duration.ofDays(4)).minus(Duration.ofHours(3));
        ran("nightly/" + fourDays + "/1", fourDays, "COMPLETE_WITH_GAPS");
        ran("nightly/" + fourDays.plus(Duration.ofDays(2)) + "/1", fourDays.plus(Duration.ofDays(2)), "FAILED");
        Instant ahead = now.plus(Duration.ofDays(3));
        ran("morning/" + ahead + "/1", ahead, "COMPLETE");

        List<String> view = db.sql("select job, due_at, run_id, verdict from bi.overdue order by deadline_at, job")
                .query((rs, n) -> "%s %s %s %s"
                        .formatted(
                                rs.getString(1),
                                rs.getObject(2, OffsetDateTime.class).toInstant(),
                                rs.getString(3),
                                rs.getString(4)))
                .list();

        assertThat(view).hasSize(10).anyMatch(line -> line.endsWith("FAILED"));
        assertThat(expectations.overdue(now).stream()
                        .map(one -> "%s %s %s %s"
                                .formatted(
                                        one.expected().job(),
                                        one.expected().dueAt(),
                                        one.newest() == null
                                                ? null
                                                : one.newest().runId(),
                                        one.newest() == null
                                                ? null
                                                : one.newest().verdict())))
                .isEqualTo(view);
    }
}
