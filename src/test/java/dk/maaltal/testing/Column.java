package dk.maaltal.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A measure of a table.
 *
 * @param group id of its group
 * @param groupName the group's name
 * @param id the measure's id
 * @param name the measure's name
 * @param label the label of its column in an answer
 * @param figure how it is worked out of a cell's true counts
 */
public record Column(String group, String groupName, String id, String name, String label, Figure figure) {

    /** What a column shows of a cell; null where the source shows nothing. */
    interface Figure {
        @Nullable
        BigDecimal of(Cell cell);
    }

    /** The true counts behind one row. */
    interface Cell {
        long n(int base);

        /** The same area and period, over the whole of one dimension. */
        long total(int base, int dimension);

        long population();

        /** Whether the source's last update lies far enough behind the period's end. */
        boolean ripe(int months);

        /** A number from 0 to 1 of this area and period. */
        double share(String tag);
    }

    /** A count; below three it is hidden. */
    static Figure count(int base) {
        return count(base, 0);
    }

    /** A count that is not out before so many months after the period's end. */
    static Figure count(int base, int ripeMonths) {
        return c -> c.ripe(ripeMonths) && c.n(base) >= 3 ? BigDecimal.valueOf(c.n(base)) : null;
    }

    /** A percent of two counts that is shown though the counts are hidden. */
    static Figure percent(int n, int of) {
        return c -> ratio(c.n(n), c.n(of), 100, 1);
    }

    /** A percent that is not out before so many months after the period's end, nor for hidden counts when so asked. */
    static Figure percent(int n, int of, int ripeMonths) {
        return c -> c.ripe(ripeMonths) ? ratio(c.n(n), c.n(of), 100, 1) : null;
    }

    /** A percent of a dimension's total, hidden with its count. */
    static Figure percentOfTotal(int n, int dimension, int ripeMonths) {
        return c -> c.ripe(ripeMonths) && c.n(n) >= 3 ? ratio(c.n(n), c.total(n, dimension), 100, 1) : null;
    }

    /** A percent of a part of the people who live there. */
    static Figure percentOfPeople(int n, double part) {
        return c -> ratio(c.n(n), (long) (c.population() * part), 100, 1);
    }

    /** An average with two decimals. */
    static Figure average(int sum, int of) {
        return c -> ratio(c.n(sum), c.n(of), 1, 2);
    }

    static @Nullable BigDecimal ratio(long n, long of, int times, int decimals) {
        return of == 0
                ? null
                : BigDecimal.valueOf(n)
                        .multiply(BigDecimal.valueOf(times))
                        .divide(BigDecimal.valueOf(of), decimals, RoundingMode.HALF_UP);
    }
}
