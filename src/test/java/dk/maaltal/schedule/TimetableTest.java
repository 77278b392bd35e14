package dk.maaltal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Trigger;

class TimetableTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");

    @ParameterizedTest
    @ValueSource(strings = {"00:00", "01:45", "02:00", "02:30", "02:45", "03:00", "10:15"})
    void every_date_from_2020_to_2040_is_fired_at_or_just_after_its_due_time(LocalTime at) {
        JobDeclaration.Schedule schedule =
                new JobDeclaration.Schedule(at, COPENHAGEN, JobDeclaration.On.DAILY, JobDeclaration.Missed.LAST);
        DueTimes times = new DueTimes(day -> false);
        Instant first = DueTimes.on(schedule, LocalDate.of(2020, 1, 1));
        Trigger trigger = Timetable.trigger("nightly", schedule, first);
        Instant end = LocalDate.of(2041, 1, 1).atStartOfDay(COPENHAGEN).toInstant();
        Set<LocalDate> dates = new HashSet<>();
        Set<Instant> identities = new HashSet<>();
        for (Date fired = trigger.getFireTimeAfter(Date.from(first.minusSeconds(1)));
                fired.toInstant().isBefore(end);
                fired = trigger.getFireTimeAfter(fired)) {
            dates.add(LocalDate.ofInstant(fired.toInstant(), COPENHAGEN));
            // The identity, not the firing, decides whether a run is new: it must fall on the same date.
            Instant due = times.latest(schedule, fired.toInstant()).orElseThrow();
            identities.add(due);
            assertThat(Duration.between(due, fired.toInstant())).isBetween(Duration.ZERO, Duration.ofHours(1));
        }
        long days = ChronoUnit.DAYS.between(LocalDate.of(2020, 1, 1), LocalDate.of(2041, 1, 1));
        assertThat(dates).hasSize((int) days);
        assertThat(identities).hasSize((int) days);
    }
}
