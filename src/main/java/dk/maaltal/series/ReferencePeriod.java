package dk.maaltal.series;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The period a figure is about. Parses and prints the source's notation ({@code 2024M06}, {@code 2024Q02},
 * {@code 2024QMAT02}, {@code 2024Y01}, {@code 2024MYTD08}) and the plan's ({@code 2024Q1}, {@code 2024H1}, {@code 2024}).
 * Ordered by last day, then the longer first, then frequency.
 *
 * @param frequency the kind of period
 * @param year calendar year of the last day, 1900 to 2199
 * @param ordinal from 1 to {@link Frequency#perYear()}
 */
public record ReferencePeriod(Frequency frequency, int year, int ordinal) implements Comparable<ReferencePeriod> {
    private static final Pattern TEXT = Pattern.compile("(\\d{4})(?:(MYTD|QMAT|M|Q|H|Y)(\\d{1,2}))?");
    private static final Comparator<ReferencePeriod> ORDER = Comparator.comparing(ReferencePeriod::lastDay)
            .thenComparing(ReferencePeriod::firstDay)
            .thenComparing(ReferencePeriod::frequency);

    public ReferencePeriod {
        if (year < 1900 || year > 2199) {
            throw new IllegalArgumentException("year %d is not in 1900-2199".formatted(year));
        }
        if (ordinal < 1 || ordinal > frequency.perYear()) {
            throw new IllegalArgumentException(
                    "%s has 1 to %d in a year, not %d".formatted(frequency, frequency.perYear(), ordinal));
        }
    }

    /**
     * Reads either notation.
     *
     * @throws IllegalArgumentException when the text is not a period, with what was expected
     */
    public static ReferencePeriod parse(String text) {
        Matcher m = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a period; expected one like 2024Q1, 2024H1, 2024, 2024M06, 2024Q02 or 2024QMAT02"
                            .formatted(text));
        }
        int year = Integer.parseInt(m.group(1));
        if (m.group(2) == null) {
            return new ReferencePeriod(Frequency.Y, year, 1);
        }
        try {
            return new ReferencePeriod(Frequency.valueOf(m.group(2)), year, Integer.parseInt(m.group(3)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not a period: %s".formatted(text, e.getMessage()), e);
        }
    }

    /** The period of this kind that holds the day (the one that ends at its end, for rolling kinds). */
    public static ReferencePeriod containing(Frequency frequency, LocalDate day) {
        int per = 12 / frequency.perYear();
        return new ReferencePeriod(frequency, day.getYear(), (day.getMonthValue() - 1) / per + 1);
    }

    /** As the source writes it: two digits, {@code 2024Q02}, {@code 2024Y01}. Half-years have no source form. */
    public String code() {
        return frequency == Frequency.H ? id() : "%04d%s%02d".formatted(year, frequency, ordinal);
    }

    /** As the plan and the snapshots write it: {@code 2024Q1}, {@code 2024H1}, {@code 2024}; others as {@link #code()}. */
    public String id() {
        return switch (frequency) {
            case Y -> "%04d".formatted(year);
            case Q, H -> "%04d%s%d".formatted(year, frequency, ordinal);
            case M, QMAT, MYTD -> code();
        };
    }

    /** First day, inclusive. */
    public LocalDate firstDay() {
        int months = frequency == Frequency.MYTD ? ordinal : frequency.months();
        return lastMonth().minusMonths(months - 1L).atDay(1);
    }

    /** Last day, inclusive. */
    public LocalDate lastDay() {
        return lastMonth().atEndOfMonth();
    }

    private YearMonth lastMonth() {
        return YearMonth.of(year, ordinal * (12 / frequency.perYear()));
    }

    /** The period {@code n} later of the same kind; negative is earlier. */
    public ReferencePeriod shift(int n) {
        int index = index() + n;
        int per = frequency.perYear();
        return new ReferencePeriod(frequency, Math.floorDiv(index, per), Math.floorMod(index, per) + 1);
    }

    /** The same period of the year before. */
    public ReferencePeriod yearBefore() {
        return shift(-frequency.perYear());
    }

    /** How many periods of the same kind this lies after the other. */
    public int minus(ReferencePeriod other) {
        if (other.frequency != frequency) {
            throw new IllegalArgumentException("%s and %s are of different kinds".formatted(this, other));
        }
        return index() - other.index();
    }

    /** The period of another kind that ends on this one's last day: {@code 2024H1} as M is {@code 2024M06}. */
    public ReferencePeriod ending(Frequency kind) {
        return containing(kind, lastDay());
    }

    /** The calendar months inside, in order. */
    public List<ReferencePeriod> months() {
        List<ReferencePeriod> months = new ArrayList<>();
        ReferencePeriod last = ending(Frequency.M);
        for (ReferencePeriod m = containing(Frequency.M, firstDay()); m.compareTo(last) <= 0; m = m.shift(1)) {
            months.add(m);
        }
        return List.copyOf(months);
    }

    /** A dense number below 2^20 that orders periods of one kind and tells kinds apart; {@link #ofKey} reads it back. */
    public int key() {
        return frequency.ordinal() << 16 | index();
    }

    /** The period of a {@link #key()}. */
    public static ReferencePeriod ofKey(int key) {
        Frequency kind = Frequency.values()[key >> 16];
        int index = key & 0xFFFF;
        return new ReferencePeriod(kind, index / kind.perYear(), index % kind.perYear() + 1);
    }

    private int index() {
        return year * frequency.perYear() + ordinal - 1;
    }

    @Override
    public int compareTo(ReferencePeriod other) {
        return ORDER.compare(this, other);
    }

    /** {@link #id()}. */
    @Override
    public String toString() {
        return id();
    }
}
