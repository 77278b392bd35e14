package dk.maaltal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import dk.maaltal.job.JobDeclaration.Missed;
import dk.maaltal.job.JobDeclaration.Overlap;
import dk.maaltal.job.RunRow;
import dk.maaltal.job.Verdict;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.watch.Expectations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnBothDatabases
class AgendaTest {
    private static final Instant EVE = Instant.parse("2026-11-22T20:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-23T01:30:00Z");
    private static final String RUN = "nightly/2026-11-23T01:30:00Z/1";

    private HikariDataSource database;
    private JdbcClient db;
    private Missed missed = Missed.LAST;
    private Overlap overlap = Overlap.WAIT;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        db = JdbcClient.create(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<JobDeclaration> jobs() {
        return List.of(
                job("nightly", LocalTime.of(2, 30), missed, overlap),
                job("morning", LocalTime.of(10, 15), Missed.LAST, Overlap.WAIT),
                new JobDeclaration("backfill", "d", List.of("settle"), null, Duration.ofHours(4), Overlap.WAIT, true));
    }

    private static JobDeclaration job(String name, LocalTime at, Missed missed, Overlap overlap) {
        JobDeclaration.Schedule schedule =
                new JobDeclaration.Schedule(at, ZoneId.of("Europe/Copenhagen"), JobDeclaration.On.DAILY, missed);
        return new JobDeclaration(name, "d", List.of("settle"), schedule, Duration.ofHours(4), overlap, false);
    }

    /** A server that lives since the eve of the due time. */
    private Agenda agenda() {
        Agenda agenda = new Agenda(jobs(), expectations());
        expectations().write(EVE);
        return agenda;
    }

    private Expectations expectations() {
        return new Expectations(db, jobs().subList(0, 2), new DueTimes(day -> false));
    }

    private static List<String> said(List<Agenda.Item> items) {
        return items.stream()
                .map(item -> item.job() + " " + item.at() + (item.run() == null ? "" : " again"))
                .toList();
    }

    private List<String> at(Agenda agenda, Instant now, String... atWork) {
        return said(agenda.at(now, List.of(), List.of(atWork)));
    }

    private void ran(String runId, Instant asOf, Instant ended, String verdict, int tries, int abandoned) {
        db.sql("delete from run where run_id = ?").param(runId).update();
        db.sql("""
                        insert into run (run_id, job, requested_by, as_of, started_at, ended_at, verdict, tries, abandoned)
                        values (?, ?, 'schedule', ?, ?, ?, ?, ?, ?)
                        """)
                .params(runId, runId.replaceFirst("/.*", ""), utc(asOf), utc(asOf), utc(ended), verdict)
                .params(tries, abandoned)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Test
    void a_run_is_asked_for_from_its_due_time_until_it_has_ended_well() {
        Agenda agenda = agenda();
        assertThat(at(agenda, DUE.minusMillis(1))).isEmpty();
        assertThat(at(agenda, DUE)).containsExactly("nightly " + DUE);
        ran(RUN, DUE, DUE.plusSeconds(60), "RUNNING", 1, 0);
        assertThat(at(agenda, DUE.plusSeconds(30), "nightly")).isEmpty();
        ran(RUN, DUE, DUE.plusSeconds(60), "REFUSED", 1, 0);
        assertThat(at(agenda, DUE.plusSeconds(90))).isEmpty();
    }

    @Test
    void of_several_that_were_missed_only_the_latest_is_asked_for_and_the_oldest_job_first() {
        Agenda agenda = agenda();
        Instant later = DUE.plus(Duration.ofHours(9 + 72));
        assertThat(at(agenda, later)).containsExactly("nightly 2026-11-26T01:30:00Z", "morning 2026-11-26T09:15:00Z");
    }

    @Test
    void what_failed_is_tried_again_after_5_15_30_and_then_every_60_minutes_until_the_next_is_due() {
        Agenda agenda = agenda();
        Instant ended = DUE.plusSeconds(600);
        List<Integer> pauses = List.of(5, 15, 30, 60, 60, 60);
        for (int tries = 1; tries <= pauses.size(); tries++) {
            ran(RUN, DUE, ended, "FAILED", tries, 0);
            Instant again = ended.plus(Duration.ofMinutes(pauses.get(tries - 1)));
            assertThat(at(agenda, again.minusMillis(1))).as("try " + tries).isEmpty();
            assertThat(at(agenda, again)).as("try " + tries).containsExactly("nightly " + DUE + " again");
        }
        ran(RUN, DUE, ended, "FAILED", 4, 3);
        assertThat(at(agenda, ended.plus(Duration.ofMinutes(5)))).hasSize(1);
        ran("morning/2026-11-23T09:15:00Z/1", DUE.plus(Duration.ofHours(8)), DUE, "COMPLETE", 1, 0);
        assertThat(at(agenda, DUE.plus(Duration.ofDays(1)))).contains("nightly 2026-11-24T01:30:00Z");
    }

    @Test
    void a_failure_dated_after_now_is_not_waited_for() {
        Agenda agenda = agenda();
        ran(RUN, DUE, DUE.plus(Duration.ofDays(30)), "FAILED", 1, 0);
        assertThat(at(agenda, DUE.plusSeconds(20))).containsExactly("nightly " + DUE + " again");
    }

    @Test
    void a_clock_that_jumps_asks_for_nothing_that_was_done() {
        Agenda agenda = agenda();
        ran(RUN, DUE, DUE.plusSeconds(60), "COMPLETE", 1, 0);
        assertThat(at(agenda, DUE.plusSeconds(90))).isEmpty();
        assertThat(at(agenda, DUE.minus(Duration.ofHours(3)))).isEmpty();
        assertThat(at(agenda, DUE.plusSeconds(120))).isEmpty();

        Instant ahead = DUE.plus(Duration.ofDays(20));
        expectations().write(ahead);
        assertThat(at(agenda, ahead)).contains("nightly " + ahead);
        ran("nightly/" + ahead + "/1", ahead, ahead.plusSeconds(60), "COMPLETE", 1, 0);
        Instant back = DUE.plus(Duration.ofDays(1));
        expectations().write(back);
        // What was done while the clock was ahead is no excuse now.
        assertThat(at(agenda, back)).contains("nightly " + back);
    }

    @Test
    void what_a_dead_process_left_is_taken_up_first_and_not_begun_besides() {
        Agenda agenda = agenda();
        ran(RUN, DUE, DUE.plusSeconds(60), "ABANDONED", 1, 1);
        List<RunRow> dead = new ArrayList<>();
        dead.add(row("backfill/2021Q1-2024Q4/x/1", "backfill", DUE.minus(Duration.ofDays(9))));
        dead.add(row(RUN, "nightly", DUE));
        assertThat(said(agenda.at(DUE.plus(Duration.ofHours(9)), dead, List.of())))
                .containsExactly(
                        "nightly " + DUE + " again",
                        "morning 2026-11-23T09:15:00Z",
                        "backfill " + DUE.minus(Duration.ofDays(9)) + " again");
    }

    @Test
    void what_was_due_is_due_still_when_a_person_stopped_what_he_began_in_its_place() {
        Agenda agenda = agenda();
        Instant hand = DUE.plus(Duration.ofHours(4));
        ran("nightly/" + hand + "/1", hand, hand.plusSeconds(60), "ABANDONED", 1, 0);
        assertThat(at(agenda, hand.plusSeconds(90))).containsExactly("nightly " + DUE);
        ran("nightly/" + hand + "/1", hand, hand.plusSeconds(60), "ABANDONED", 4, 4);
        assertThat(at(agenda, hand.plusSeconds(90)))
                .as("it takes its process with it")
                .isEmpty();
    }

    private static RunRow row(String runId, String job, Instant asOf) {
        return new RunRow(runId, job, "schedule", asOf, asOf, asOf, Verdict.ABANDONED, 1, 1, 1);
    }

    @Test
    void what_is_skipped_when_missed_is_left_out_and_expected_no_more_but_only_once_nothing_is_at_work() {
        missed = Missed.SKIP;
        expectations().write(EVE);
        Instant morning = DUE.plus(Duration.ofHours(4));
        Agenda late = new Agenda(jobs(), expectations());

        assertThat(at(late, morning, "snapshot")).isEmpty();
        assertThat(expectations().due("nightly", morning)).hasSize(1);
        assertThat(at(late, morning.plusSeconds(10))).isEmpty();
        assertThat(expectations().due("nightly", morning)).isEmpty();
    }

    @Test
    void what_is_skipped_when_missed_is_run_by_a_server_that_was_there_and_had_other_work() {
        missed = Missed.SKIP;
        Agenda agenda = agenda();
        Instant now = DUE.minusSeconds(30);
        for (; now.isBefore(DUE.plus(Duration.ofMinutes(40))); now = now.plusSeconds(60)) {
            at(agenda, now, "snapshot");
        }
        assertThat(at(agenda, now)).containsExactly("nightly " + DUE);
        // The machine slept for hours since.
        assertThat(at(agenda, now.plus(Duration.ofHours(3)))).isEmpty();
    }

    @Test
    void what_is_skipped_on_overlap_is_left_out_for_any_job_but_one_that_gives_way() {
        overlap = Overlap.SKIP;
        Agenda agenda = agenda();
        assertThat(at(agenda, DUE, "backfill")).containsExactly("nightly " + DUE);
        assertThat(at(agenda, DUE, "snapshot")).isEmpty();
        assertThat(at(agenda, DUE.plusSeconds(10))).isEmpty();
        assertThat(expectations().overdue(DUE.plus(Duration.ofHours(5)))).isEmpty();
    }
}
