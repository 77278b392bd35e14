package dk.maaltal.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When a job is due. A local time that a change to summer time skips is due an hour later; one that comes twice in
 * autumn is due the first time: each date has one at most.
 */
public final class DueTimes {
    /** Every plan publishes something within a year. */
    private static final int FARTHEST_DAYS = 400;

    private final Predicate<LocalDate> publicationDays;

    /** @param publicationDays whether a plan publishes a period on the date */
    public DueTimes(Predicate<LocalDate> publicationDays) {
        this.publicationDays = publicationDays;
    }

    /** The latest due time that is not after the instant; empty when there was none for over a year. */
    public Optional<Instant> latest(JobDeclaration.Schedule schedule, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, schedule.zone()).plusDays(1);
        return Stream.iterate(today, day -> day.minusDays(1))
                .limit(FARTHEST_DAYS)
                .filter(day -> isDay(schedule, day))
                .map(day -> on(schedule, day))
                .filter(due -> !due.isAfter(now))
                .findFirst();
    }

    /** The first due time after the instant; empty when there is none for over a year. */
    public Optional<Instant> next(JobDeclaration.Schedule schedule, Instant now) {
        return days(schedule, now)
                .limit(FARTHEST_DAYS)
                .filter(day -> isDay(schedule, day))
                .map(day -> on(schedule, day))
                .filter(due -> due.isAfter(now))
                .findFirst();
    }

    /** Every due time after one instant and not after the other, in order. */
    public List<Instant> between(JobDeclaration.Schedule schedule, Instant after, Instant until) {
        LocalDate last = LocalDate.ofInstant(until, schedule.zone());
        return days(schedule, after)
                .takeWhile(day -> !day.isAfter(last))
                .filter(day -> isDay(schedule, day))
                .map(day -> on(schedule, day))
                .filter(due -> due.isAfter(after) && !due.isAfter(until))
                .toList();
    }

    private static Stream<LocalDate> days(JobDeclaration.Schedule schedule, Instant from) {
        // A day early: a time that summer time moves past midnight belongs to the date before.
        LocalDate first = LocalDate.ofInstant(from, schedule.zone()).minusDays(1);
        return Stream.iterate(first, day -> day.plusDays(1));
    }

    private boolean isDay(JobDeclaration.Schedule schedule, LocalDate day) {
        return switch (schedule.on()) {
            case DAILY -> true;
            case WEEKDAYS -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
            case PUBLICATION_DAYS -> publicationDays.test(day);
        };
    }

    /** The moment of a date at which the schedule's local time comes first, or would have. */
    public static Instant on(JobDeclaration.Schedule schedule, LocalDate day) {
        return ZonedDateTime.of(day, schedule.at(), schedule.zone())
                .withEarlierOffsetAtOverlap()
                .toInstant();
    }
}
