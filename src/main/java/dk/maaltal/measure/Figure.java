package dk.maaltal.measure;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One area's figure before it is judged.
 *
 * @param state what the value or its absence means
 * @param value exact; null unless the state carries one
 * @param numerator n, the count, or null
 * @param denominator N, the months, or null
 * @param used the deliveries of the observations that were read, a null's too
 */
record Figure(
        CellState state,
        @Nullable Ratio value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        Set<Lineage.Entry> used) {

    static Figure without(CellState state, Set<Lineage.Entry> used) {
        return new Figure(state, null, null, null, used);
    }

    Figure in(CellState other) {
        return new Figure(other, value, numerator, denominator, used);
    }
}
