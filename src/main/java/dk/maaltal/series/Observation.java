package dk.maaltal.series;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One value of one series for one reference period, as known during a vintage.
 *
 * @param areaCode {@link Area#code()}
 * @param period the reference period
 * @param value null unless {@code state} is {@link ObservationState#OK}; a count or the source's own decimals
 * @param state what the value or its absence means
 * @param deliverySha256 the delivery that first said so
 * @param vintage from when to when it was known
 */
public record Observation(
        String areaCode,
        ReferencePeriod period,
        @Nullable BigDecimal value,
        ObservationState state,
        String deliverySha256,
        Vintage vintage) {
    public Observation {
        if ((value == null) == (state == ObservationState.OK)) {
            throw new IllegalArgumentException("%s with value %s".formatted(state, value));
        }
    }
}
