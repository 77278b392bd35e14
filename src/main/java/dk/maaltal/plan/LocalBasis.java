package dk.maaltal.plan;

import dk.maaltal.register.Register;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a figure is computed from registers and CVR.
 *
 * @param kind the kind of computation, {@code interviews_in_window}
 * @param registers what it reads
 * @param cvr whether it reads CVR too
 * @param rule what is counted
 * @param disclosure how small numbers are hidden
 * @param maturity how long after the period's end it cannot be judged, or null
 * @param parameters the rule as the definition's canonical form has it, with keys sorted
 */
public record LocalBasis(
        String kind,
        List<Register> registers,
        boolean cvr,
        LocalRule rule,
        Disclosure disclosure,
        @Nullable Period maturity,
        Map<String, Object> parameters) {
    public LocalBasis {
        registers = List.copyOf(registers);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
