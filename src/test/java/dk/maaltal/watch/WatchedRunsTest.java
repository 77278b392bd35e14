package dk.maaltal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnBothDatabases
class WatchedRunsTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final Instant DUE = Instant.parse("2026-11-23T01:30:00Z");

    @TempDir
    Path home;

    private HikariDataSource database;
    private JdbcClient db;
    private Expectations expectations;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        db = JdbcClient.create(database);
        expectations = new Expectations(db, List.of(nightly()), new DueTimes(day -> false));
        expectations.write(DUE.minusSeconds(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static JobDeclaration nightly() {
        JobDeclaration.Schedule schedule = new JobDeclaration.Schedule(
                LocalTime.of(2, 30), COPENHAGEN, JobDeclaration.On.DAILY, JobDeclaration.Missed.LAST);
        return job("nightly", schedule, Duration.ofHours(4));
    }

    private static JobDeclaration job(String name, JobDeclaration.@Nullable Schedule schedule, Duration deadline) {
        return new JobDeclaration(name, "d", List.of("settle"), schedule, deadline, JobDeclaration.Overlap.WAIT, false);
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private void ran(String runId, Instant at, String verdict) {
        OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
        db.sql("insert into run (run_id, job, requested_by, as_of, started_at, verdict) values (?, ?, 'x', ?, ?, ?)")
                .params(runId, runId.replaceFirst("/.*", ""), moment, moment, verdict)
                .update();
    }

    @Test
    void a_run_is_overdue_after_its_deadline_under_the_key_that_its_failure_has() {
        assertThat(new OverdueRuns(expectations, clock(DUE.plus(Duration.ofHours(4)))).now())
                .isEmpty();
        OverdueRuns after = new OverdueRuns(
                expectations, clock(DUE.plus(Duration.ofHours(4)).plusSeconds(1)));
        assertThat(after.now()).singleElement().satisfies(overdue -> {
            assertThat(overdue.key()).isEqualTo("run nightly");
            assertThat(overdue.what()).contains("never begun");
            assertThat(overdue.next()).isEqualTo("maaltal run nightly");
        });
        ran("nightly/" + DUE + "/1", DUE, "FAILED");
        assertThat(after.now()).singleElement().satisfies(overdue -> {
            assertThat(overdue.key()).isEqualTo("run nightly");
            assertThat(overdue.what()).contains("is FAILED");
        });
        db.sql("update run set verdict = 'COMPLETE'").update();
        assertThat(after.now()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, at work for {1} minutes: {2}")
    @CsvSource({
        "backfill, 1439, false",
        "backfill, 1441, true",
        "nightly, 239, false",
        "nightly, 241, true",
        "gone, 9999, false"
    })
    void a_run_that_takes_longer_than_its_job_may_is_told_of(String job, int minutes, boolean told) {
        LongRuns runs = new LongRuns(
                db, List.of(nightly(), job("backfill", null, Duration.ofHours(24))), expectations, clock(DUE));
        assertThat(runs.now()).isEmpty();
        hold(job, minutes);
        assertThat(runs.now().stream().map(Condition::key).toList())
                .isEqualTo(told ? List.of("long " + job) : List.of());
        db.sql("update run_lease set token = null").update();
        assertThat(runs.now()).isEmpty();
    }

    @Test
    void of_a_run_that_is_overdue_it_is_not_said_too_that_it_is_long() {
        hold("nightly", 500);
        Instant late = DUE.plus(Duration.ofHours(5));
        assertThat(new LongRuns(db, List.of(nightly()), expectations, clock(late)).now())
                .isEmpty();
        assertThat(new OverdueRuns(expectations, clock(late)).now()).hasSize(1);
    }

    /** As a process that got its turn so long ago, by the database's clock. */
    private void hold(String job, int minutes) {
        Instant now = db.sql("select current_timestamp")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        OffsetDateTime taken = now.minus(Duration.ofMinutes(minutes)).atOffset(ZoneOffset.UTC);
        db.sql("delete from run_lease").update();
        db.sql("insert into run_lease (lease, token, job, run_id, taken_at, beat_at) values ('run', 't', ?, ?, ?, ?)")
                .params(job, job + "/x/1", taken, taken)
                .update();
    }

    @Test
    void the_witness_names_the_last_run_of_the_schedule_and_none_that_a_person_began_for_a_period() throws IOException {
        ran("nightly/" + DUE + "/1", DUE, "COMPLETE");
        ran("backfill/2021Q1-2024Q4/1", DUE.plusSeconds(60), "ABANDONED");
        ran("snapshot/2024H1/" + DUE.plusSeconds(90) + "/1", DUE.plusSeconds(90), "FAILED");
        Instant now = DUE.plus(Duration.ofHours(5));

        new Witness(home, expectations, db, clock(now)).tick(now);

        assertThat(Files.readAllLines(home.resolve("witness")))
                .contains("last_run=nightly/" + DUE + "/1", "last_verdict=COMPLETE", "overdue=0")
                .contains("deadline=2026-11-24T05:30:00Z");
    }

    @Test
    void a_job_that_lost_its_schedule_is_expected_no_longer_once_any_run_ends() {
        Instant now = DUE.plusSeconds(1);
        Expectations without = new Expectations(db, List.of(), new DueTimes(day -> false));
        assertThat(expectations.upcoming(now)).hasSize(1);

        without.write("snapshot", now);

        assertThat(without.upcoming(now)).isEmpty();
        assertThat(without.overdue(now.plus(Duration.ofDays(3)))).isEmpty();
    }
}
