package dk.maaltal.measure;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The starts of months at which evidence is looked at, Danish time. As a period of a snapshot ends with a month, so many
 * whole months after its end is the start of a month too; looking only then keeps evidence still between two of them.
 */
final class Months {
    private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    private Months() {}

    /** The month an instant lies in. */
    static YearMonth of(Instant instant) {
        return YearMonth.from(instant.atZone(ZONE));
    }

    /** Midnight on the month's first day. */
    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZONE).toInstant();
    }

    /** The month that starts so many months after the day that follows the period. */
    static YearMonth after(ReferencePeriod period, int lag) {
        return YearMonth.from(period.lastDay()).plusMonths(1L + lag);
    }

    /** How many whole months the period is over when the month starts; below 0 when it is not. */
    static int lag(ReferencePeriod period, YearMonth month) {
        return (int) after(period, 0).until(month, ChronoUnit.MONTHS);
    }
}
