package dk.maaltal.job;

import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * When a daily job is due. A local time that a change to summer time skips is due an hour later; one that comes twice
 * in autumn is due the first time: each date has exactly one.
 */
public final class DueTimes {
    private DueTimes() {}

    /** The latest due time that is not after the instant. */
    public static Instant latest(JobDeclaration.Schedule schedule, Instant now) {
        ZonedDateTime local = now.atZone(schedule.zone());
        Instant today = on(schedule, local);
        return today.isAfter(now) ? on(schedule, local.minusDays(1)) : today;
    }

    /** The first due time after the instant. */
    public static Instant next(JobDeclaration.Schedule schedule, Instant now) {
        ZonedDateTime local = now.atZone(schedule.zone());
        Instant today = on(schedule, local);
        return today.isAfter(now) ? today : on(schedule, local.plusDays(1));
    }

    private static Instant on(JobDeclaration.Schedule schedule, ZonedDateTime day) {
        return ZonedDateTime.of(day.toLocalDate(), schedule.at(), schedule.zone())
                .withEarlierOffsetAtOverlap()
                .toInstant();
    }
}
