package dk.maaltal.testing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One expected row of a snapshot, official basis; the names are the contract's. */
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
        @Nullable String reason) {

    String key() {
        return measure + " " + component + " " + basis + " " + area;
    }
}
