package dk.maaltal.measure.local;

import dk.maaltal.series.ReferencePeriod;

/** Reads the rows of a register without persons once; then tells any period. */
interface Sheet {
    /** Takes one row's values; the array is used again. */
    void take(long[] row);

    /** What it says of a quarter, half-year or year. */
    Tally tally(ReferencePeriod period);

    /** What its count of a period is made of. */
    default Breakdown breakdown(ReferencePeriod period) {
        return Breakdown.NONE;
    }

    /** The period's months: year * 12 + month - 1 of the first and the last. */
    static int firstMonth(ReferencePeriod period) {
        return period.firstDay().getYear() * 12 + period.firstDay().getMonthValue() - 1;
    }

    static int lastMonth(ReferencePeriod period) {
        return period.lastDay().getYear() * 12 + period.lastDay().getMonthValue() - 1;
    }

    static int monthOf(long epochDay) {
        java.time.LocalDate day = java.time.LocalDate.ofEpochDay(epochDay);
        return day.getYear() * 12 + day.getMonthValue() - 1;
    }
}
