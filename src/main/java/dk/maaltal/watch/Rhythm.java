package dk.maaltal.watch;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** How often something used to come, by the days it came on. */
final class Rhythm {
    /** Fewer gaps tell of no habit. */
    private static final int FEWEST_GAPS = 2;
    /** What was the habit longer ago does not count. */
    private static final int GAPS_LOOKED_AT = 6;
    /** A week of patience, and half of the usual gap. */
    private static final int PATIENCE_DAYS = 7;

    private Rhythm() {}

    /** The usual gap in days: the middle one of the last few; empty before there is a habit. */
    static OptionalLong usualDays(Collection<LocalDate> came) {
        List<LocalDate> days = came.stream().distinct().sorted().toList();
        List<Long> gaps = IntStream.range(Math.max(1, days.size() - GAPS_LOOKED_AT), days.size())
                .mapToObj(i -> ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)))
                .sorted()
                .toList();
        return gaps.size() < FEWEST_GAPS ? OptionalLong.empty() : OptionalLong.of(gaps.get(gaps.size() / 2));
    }

    /** Whether something of that age in days should have been followed by now. */
    static boolean isLate(long ageDays, long usualDays) {
        return ageDays > usualDays + usualDays / 2 + PATIENCE_DAYS;
    }
}
