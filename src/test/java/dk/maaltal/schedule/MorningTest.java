package dk.maaltal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.World;
import dk.maaltal.watch.Condition;
import dk.maaltal.watch.Freshness;
import dk.maaltal.watch.Freshness.State;
import dk.maaltal.watch.SourceCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped schedule from the first night to the day on which a table is updated, told as a story. */
@OnBothDatabases
class MorningTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 20);
    private static final String MM13 = "jobindsats mm13";

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private DrivenServer server;

    @BeforeEach
    void start() throws IOException {
        World world = World.revised(2024, LocalDate.of(2023, 1, 1), List.of());
        world.moveTo(FIRST);
        source = JobindsatsSimulator.start(world, 0);
        Path plan = SmallPlan.of(tmp.resolve("plan"), Set.of("4.1", "5.1"));
        server = new DrivenServer(tmp.resolve("home"), source, at(FIRST, 0, 0), "--maaltal.plan=" + plan);
    }

    @AfterEach
    void stop() {
        server.close();
        source.close();
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(COPENHAGEN).toInstant();
    }

    private Freshness of(String name, Instant now) {
        return server.get(SourceCalendar.class).at(now).stream()
                .filter(one -> one.source().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String summary(String job, Instant due) {
        return server.db()
                .sql("select verdict || ': ' || summary from run where run_id = ?")
                .param(job + "/" + due + "/1")
                .query(String.class)
                .single();
    }

    @Test
    void a_table_is_fetched_on_the_morning_it_was_announced_for_and_on_no_other() throws IOException {
        server.tickUntilIdle(at(FIRST, 0, 0));
        assertThat(source.calls()).isEmpty();
        server.tickUntilIdle(at(FIRST, 2, 30));
        Freshness held = of(MM13, at(FIRST, 3, 0));
        assertThat(held.state()).isEqualTo(State.OK);
        assertThat(held.measures()).containsExactly("4.1");
        assertThat(held.ageDays())
                .isEqualTo(FIRST.toEpochDay()
                        - Objects.requireNonNull(held.newestDay()).toEpochDay());
        LocalDate next = Objects.requireNonNull(held.updateNext());
        assertThat(next).isAfter(FIRST);

        nothingIsAskedOnAMorningWithoutAnUpdate();

        LocalDate eve = next.minusDays(1);
        source.world().moveTo(eve);
        server.tickUntilIdle(at(eve, 2, 30));
        server.tickUntilIdle(at(next, 2, 30));
        assertThat(of(MM13, at(next, 3, 0)).updateLatest()).isEqualTo(held.updateLatest());
        source.world().moveTo(next);
        source.forgetCalls();
        server.tickUntilIdle(at(next, 10, 15));

        assertThat(source.dataCalls("mm13")).isNotEmpty();
        assertThat(source.calls())
                .filteredOn(call -> !call.endpoint().equals("tables"))
                .allSatisfy(call -> assertThat(call.table()).isEqualTo("mm13"));
        assertThat(of(MM13, at(next, 11, 0)).updateLatest()).isEqualTo(next);
        assertThat(of(MM13, at(next, 11, 0)).newestDay()).isAfter(held.newestDay());
        theWitnessNamesTheNextDeadline(at(next, 10, 15));

        whatIsLateIsJudgedByTheSourcesOwnCalendar(at(next, 11, 0));
    }

    private void nothingIsAskedOnAMorningWithoutAnUpdate() {
        source.forgetCalls();
        Instant morning = at(FIRST, 10, 15);
        server.tickUntilIdle(morning);
        assertThat(source.calls()).isEmpty();
        assertThat(summary("morning", morning)).startsWith("COMPLETE");
        assertThat(server.db()
                        .sql("select what from run_event where scope = 'due-today'")
                        .query(String.class)
                        .single())
                .contains("nothing is asked");
    }

    private void theWitnessNamesTheNextDeadline(Instant now) throws IOException {
        LocalDate tomorrow = LocalDate.ofInstant(now, COPENHAGEN).plusDays(1);
        assertThat(Files.readAllLines(tmp.resolve("home/witness")))
                .contains(
                        "deadline_epoch=" + at(tomorrow, 6, 30).getEpochSecond(),
                        "waits_for=nightly due " + at(tomorrow, 2, 30),
                        "overdue=0");
    }

    private void whatIsLateIsJudgedByTheSourcesOwnCalendar(Instant now) {
        Freshness fresh = of(MM13, now);
        LocalDate next = Objects.requireNonNull(fresh.updateNext());
        assertThat(of(MM13, at(next.plusDays(3), 12, 0)).state()).isEqualTo(State.OK);
        assertThat(of(MM13, at(next.plusDays(4), 12, 0)).state()).isEqualTo(State.AWAITED);
        assertThat(of("jobindsats catalogue", now.plus(Duration.ofDays(2))).state())
                .isEqualTo(State.OK);
        assertThat(of("jobindsats catalogue", now.plus(Duration.ofDays(3))).state())
                .isEqualTo(State.SILENT);
        server.db()
                .sql(
                        "delete from reading_part where reading_id in (select max(reading_id) from reading where table_id = 'mm13')")
                .update();
        server.db()
                .sql(
                        "delete from reading where reading_id in (select max(reading_id) from reading where table_id = 'mm13')")
                .update();
        assertThat(of(MM13, now).state()).isEqualTo(State.BEHIND);

        // For weeks nothing ran.
        server.look(at(next.plusDays(4), 1, 0));
        assertThat(server.conditions())
                .extracting(Condition::key)
                .contains("late jobindsats behind", "late jobindsats catalogue", "run nightly", "run morning");
    }
}
