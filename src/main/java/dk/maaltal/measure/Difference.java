package dk.maaltal.measure;

import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What local and official say of one component and period, where it has both bases (docs/reference/maturity.md). */
public sealed interface Difference {
    /** {@code 6.10}. */
    String measureId();

    /** {@code value}. */
    String component();

    /** Of the snapshot. */
    ReferencePeriod period();

    /**
     * One side has no value.
     *
     * @param why {@code hidden} where either side is, else the state of the side that lacks one, {@code local not_published}
     */
    record NotCompared(String measureId, String component, ReferencePeriod period, String why) implements Difference {}

    /**
     * Both have. Numbers are in the component's unit, percentage points for {@code percent}, computed exactly and rounded
     * once to 4 decimals.
     *
     * @param unit as {@code bi} writes it
     * @param local the value with its counts
     * @param official the value with its counts
     * @param officialPeriod what the official value is about
     * @param difference local minus official
     * @param older whether official stands on an older reference period than wanted: then all of it is timing
     * @param timing what local came to know after the official figure was made; null where no extract of then is held
     * @param population what two populations of different size make of the same share; null where it cannot be known
     * @param suppression what hidden terms make: nothing, for a sum with one is hidden itself
     * @param rest the difference without the parts that are known
     * @param tolerance how much is declared to be nothing to look at, or null
     * @param beyond whether the exact difference is wider than the tolerance
     */
    record Compared(
            String measureId,
            String component,
            ReferencePeriod period,
            String unit,
            Value local,
            Value official,
            String officialPeriod,
            BigDecimal difference,
            boolean older,
            @Nullable BigDecimal timing,
            @Nullable BigDecimal population,
            BigDecimal suppression,
            BigDecimal rest,
            @Nullable BigDecimal tolerance,
            boolean beyond)
            implements Difference {}

    /**
     * One side's figure.
     *
     * @param value rounded to 4 decimals
     * @param numerator n, the count, or null where only a percent is served
     * @param denominator N, or null
     * @param sources where to look, each with its date: {@code register forloeb of 2024-07-01}, {@code table otij01 updated
     *     2024-07-10}
     */
    record Value(
            BigDecimal value,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            List<String> sources) {
        public Value {
            sources = List.copyOf(sources);
        }
    }
}
