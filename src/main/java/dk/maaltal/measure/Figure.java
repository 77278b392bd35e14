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
 * @param flaw what the source's numbers say that cannot be, or null
 */
record Figure(
        CellState state,
        @Nullable Ratio value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        Set<Lineage.Entry> used,
        @Nullable String flaw) {

    static Figure of(
            CellState good,
            Ratio value,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            Set<Lineage.Entry> used) {
        return new Figure(good, value, numerator, denominator, used, null);
    }

    static Figure without(CellState state, Set<Lineage.Entry> used) {
        return new Figure(state, null, null, null, used, null);
    }

    /** What cannot be is not a figure of the source: it is as if there were none. */
    static Figure flawed(String flaw, Set<Lineage.Entry> used) {
        return new Figure(CellState.SOURCE_MISSING, null, null, null, used, flaw);
    }

    Figure in(CellState other) {
        return new Figure(other, value, numerator, denominator, used, flaw);
    }
}
