package dk.maaltal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quartz.Trigger;

class TimetableTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final JobDeclaration.Schedule NIGHTLY =
            new JobDeclaration.Schedule(LocalTime.of(2, 30), COPENHAGEN, JobDeclaration.Missed.LAST);

    @Test
    void every_date_from_2020_to_2040_gets_its_run_and_none_gets_two() {
        Instant first = DueTimes.next(
                NIGHTLY, LocalDate.of(2020, 1, 1).atStartOfDay(COPENHAGEN).toInstant());
        Trigger trigger = Timetable.trigger("nightly", NIGHTLY, first);
        Instant end = LocalDate.of(2041, 1, 1).atStartOfDay(COPENHAGEN).toInstant();
        Set<LocalDate> dates = new HashSet<>();
        Set<Instant> identities = new HashSet<>();
        for (Date at = trigger.getFireTimeAfter(Date.from(first.minusSeconds(1)));
                at.toInstant().isBefore(end);
                at = trigger.getFireTimeAfter(at)) {
            dates.add(LocalDate.ofInstant(at.toInstant(), COPENHAGEN));
            // The identity, not the firing, decides whether a run is new: it must fall on the same date.
            Instant due = DueTimes.latest(NIGHTLY, at.toInstant());
            identities.add(due);
            assertThat(Duration.between(due, at.toInstant())).isBetween(Duration.ZERO, Duration.ofHours(1));
        }
        long days = LocalDate.of(2020, 1, 1).until(LocalDate.of(2041, 1, 1), java.time.temporal.ChronoUnit.DAYS);
        assertThat(dates).hasSize((int) days);
        assertThat(identities).hasSize((int) days);
    }
}
