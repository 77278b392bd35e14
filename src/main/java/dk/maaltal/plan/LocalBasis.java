package dk.maaltal.plan;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a figure is computed from registers and CVR. Read and checked now, computed when registers arrive.
 *
 * @param kind the kind of computation, {@code interviews_in_window}
 * @param registers what it reads, by canonical name; {@code cvr} for the CVR register
 * @param parameters what the kind needs, with keys sorted
 * @param maturity how long after the period's end it cannot be judged, or null
 */
public record LocalBasis(
        String kind,
        List<String> registers,
        Map<String, Object> parameters,
        @Nullable Period maturity) {
    public LocalBasis {
        registers = List.copyOf(registers);
        parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
    }
}
