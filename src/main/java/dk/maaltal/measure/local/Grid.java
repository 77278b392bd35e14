package dk.maaltal.measure.local;

import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The periods that are counted, and their last days: many periods end on one day. Days are epoch days. */
final class Grid {
    /** No end, and a day that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<ReferencePeriod> periods;
    private final Map<ReferencePeriod, Integer> places = new HashMap<>();
    private final long[] first;
    private final long[] last;
    private final long[] ends;
    private final int[] months;

    Grid(Collection<ReferencePeriod> wanted) {
        periods = wanted.stream().distinct().sorted().toList();
        for (int i = 0; i < periods.size(); i++) {
            places.put(periods.get(i), i);
        }
        first = periods.stream().mapToLong(p -> p.firstDay().toEpochDay()).toArray();
        last = periods.stream().mapToLong(p -> p.lastDay().toEpochDay()).toArray();
        ends = Arrays.stream(last).distinct().sorted().toArray();
        months = Arrays.stream(ends).mapToInt(Grid::month).toArray();
    }

    private static int month(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    int size() {
        return periods.size();
    }

    /** The place of a period that was announced. */
    int place(ReferencePeriod period) {
        return Objects.requireNonNull(places.get(period), () -> period + " was not announced");
    }

    ReferencePeriod period(int place) {
        return periods.get(place);
    }

    long first(int place) {
        return first[place];
    }

    long last(int place) {
        return last[place];
    }

    boolean holds(int place, long day) {
        return first[place] <= day && day <= last[place];
    }

    /** How many last days there are. */
    int ends() {
        return ends.length;
    }

    /** A last day; they ascend. */
    long end(int end) {
        return ends[end];
    }

    /** Its month: year * 12 + month - 1. */
    int month(int end) {
        return months[end];
    }

    int endOf(int place) {
        return Arrays.binarySearch(ends, last[place]);
    }

    /** The first last day that is not before the day; {@link #ends} when there is none. */
    int endFrom(long day) {
        int at = Arrays.binarySearch(ends, day);
        return at < 0 ? -at - 1 : at;
    }

    /** The first last day whose month is not before the month; {@link #ends} when there is none. */
    int endFromMonth(long month) {
        if (ends.length == 0 || month > months[ends.length - 1]) {
            return ends.length;
        }
        int at = Arrays.binarySearch(months, (int) Math.max(month, 0));
        return at < 0 ? -at - 1 : at;
    }

    /** For each last day, the day so many calendar months before it: a window of months begins after it. */
    long[] monthsBefore(int count) {
        return Arrays.stream(ends)
                .map(day -> LocalDate.ofEpochDay(day).minusMonths(count).toEpochDay())
                .toArray();
    }
}
