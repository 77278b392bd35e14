package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DueTimesTest {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final JobDeclaration.Schedule NIGHTLY = daily(LocalTime.of(2, 30));
    private static final DueTimes TIMES = new DueTimes(day -> Set.of(1, 15).contains(day.getDayOfMonth()));

    private static JobDeclaration.Schedule daily(LocalTime at) {
        return on(at, JobDeclaration.On.DAILY);
    }

    private static JobDeclaration.Schedule on(LocalTime at, JobDeclaration.On days) {
        return new JobDeclaration.Schedule(at, COPENHAGEN, days, JobDeclaration.Missed.LAST);
    }

    @ParameterizedTest(name = "at {0} the latest due time is {1}")
    @CsvSource(textBlock = """
            # winter: 02:30 is 01:30Z
            2024-01-15T01:30:00Z, 2024-01-15T01:30:00Z
            2024-01-15T01:29:59Z, 2024-01-14T01:30:00Z
            2024-01-15T23:59:59Z, 2024-01-15T01:30:00Z
            # summer: 02:30 is 00:30Z
            2024-07-15T00:30:00Z, 2024-07-15T00:30:00Z
            2024-07-15T00:29:59Z, 2024-07-14T00:30:00Z
            # 31 March 2024 has no 02:30; 03:30 local stands in
            2024-03-31T01:29:59Z, 2024-03-30T01:30:00Z
            2024-03-31T01:30:00Z, 2024-03-31T01:30:00Z
            2024-04-01T00:30:00Z, 2024-04-01T00:30:00Z
            # 27 October 2024 has two 02:30; the first counts
            2024-10-27T00:30:00Z, 2024-10-27T00:30:00Z
            2024-10-27T01:30:00Z, 2024-10-27T00:30:00Z
            2024-10-28T01:30:00Z, 2024-10-28T01:30:00Z
            """)
    void the_latest_due_time_is_one_a_date(Instant now, Instant due) {
        assertThat(TIMES.latest(NIGHTLY, now)).contains(due);
    }

    static Stream<LocalTime> quarters() {
        return IntStream.range(0, 96).mapToObj(n -> LocalTime.MIDNIGHT.plusMinutes(15L * n));
    }

    @ParameterizedTest
    @MethodSource("quarters")
    void each_date_from_2020_to_2040_has_one_due_time_whatever_the_hour(LocalTime at) {
        JobDeclaration.Schedule schedule = daily(at);
        List<Instant> expected = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2020, 1, 1); day.getYear() <= 2040; day = day.plusDays(1)) {
            expected.add(byTheRules(day.atTime(at)));
        }
        Instant before = expected.get(0).minusSeconds(1);
        Instant last = expected.get(expected.size() - 1);

        List<Instant> due = TIMES.between(schedule, before, last);

        assertThat(due).isEqualTo(expected).hasSize(7671);
        assertThat(new TreeSet<>(due)).containsExactlyElementsOf(due);
        Instant at2 = before;
        for (Instant each : expected) {
            Instant next = TIMES.next(schedule, at2).orElseThrow();
            assertThat(next).isEqualTo(each);
            assertThat(TIMES.latest(schedule, each)).contains(each);
            assertThat(TIMES.latest(schedule, each.minusNanos(1))).isNotEqualTo(java.util.Optional.of(each));
            at2 = next;
        }
    }

    /** Worked out from the list of changes alone: in a gap the clock as it was before goes on, in an overlap too. */
    private static Instant byTheRules(LocalDateTime local) {
        ZoneRules rules = COPENHAGEN.getRules();
        ZoneOffsetTransition change = rules.getTransition(local);
        ZoneOffset offset = change == null ? rules.getValidOffsets(local).get(0) : change.getOffsetBefore();
        return local.toInstant(offset);
    }

    @Test
    void weekdays_leave_out_saturday_and_sunday() {
        JobDeclaration.Schedule schedule = on(LocalTime.of(10, 15), JobDeclaration.On.WEEKDAYS);
        // 29 March 2026 is a Sunday, and the clocks change on it.
        assertThat(TIMES.between(
                        schedule, Instant.parse("2026-03-26T12:00:00Z"), Instant.parse("2026-03-31T12:00:00Z")))
                .containsExactly(
                        Instant.parse("2026-03-27T09:15:00Z"),
                        Instant.parse("2026-03-30T08:15:00Z"),
                        Instant.parse("2026-03-31T08:15:00Z"));
        assertThat(TIMES.latest(schedule, Instant.parse("2026-03-29T12:00:00Z")))
                .contains(Instant.parse("2026-03-27T09:15:00Z"));
    }

    @Test
    void publication_days_are_those_of_the_plans_and_may_be_none() {
        JobDeclaration.Schedule schedule = on(LocalTime.of(6, 0), JobDeclaration.On.PUBLICATION_DAYS);
        Instant now = Instant.parse("2026-07-14T12:00:00Z");

        assertThat(TIMES.next(schedule, now)).contains(Instant.parse("2026-07-15T04:00:00Z"));
        assertThat(TIMES.latest(schedule, now)).contains(Instant.parse("2026-07-01T04:00:00Z"));
        DueTimes never = new DueTimes(day -> false);
        assertThat(never.next(schedule, now)).isEmpty();
        assertThat(never.latest(schedule, now)).isEmpty();
        assertThat(never.between(schedule, now, now.plusSeconds(86400 * 35))).isEmpty();
    }
}
