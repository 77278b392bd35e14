package dk.maaltal.testing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One expected row of a snapshot; the names are the contract's. */
public record PlainRow(
        String measure,
        String component,
        String basis,
        String area,
        String referencePeriod,
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        String state,
        @Nullable BigDecimal benchmarkValue,
        @Nullable BigDecimal previousValue,
        @Nullable BigDecimal targetValue,
        @Nullable BigDecimal deviation,
        @Nullable String status,
        @Nullable String reason,
        boolean isPrimary,
        @Nullable BigDecimal twinDifference) {

    public String key() {
        return measure + " " + component + " " + basis + " " + area;
    }

    /** The same row beside one of the other basis. */
    public PlainRow twin(@Nullable BigDecimal difference) {
        return new PlainRow(
                measure,
                component,
                basis,
                area,
                referencePeriod,
                value,
                numerator,
                denominator,
                state,
                benchmarkValue,
                previousValue,
                targetValue,
                deviation,
                status,
                reason,
                isPrimary,
                difference);
    }
}
