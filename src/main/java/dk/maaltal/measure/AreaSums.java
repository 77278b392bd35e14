package dk.maaltal.measure;

import dk.maaltal.series.Observation;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sums series of one area over a window, and remembers what was met on the way. */
final class AreaSums {
    private final Terms terms;
    private final String areaCode;
    private final List<ReferencePeriod> periods;
    private final Set<Lineage.Entry> used = new LinkedHashSet<>();
    private CellState worst = CellState.OK;

    AreaSums(Terms terms, String areaCode, List<ReferencePeriod> periods) {
        this.terms = terms;
        this.areaCode = areaCode;
        this.periods = periods;
    }

    /** The sum of what has a value; it is of use only while {@link #worst} is OK. */
    BigDecimal sum(List<SeriesSelector> selectors) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SeriesSelector selector : selectors) {
            if (!terms.isLeftOut(selector)) {
                for (ReferencePeriod period : periods) {
                    sum = sum.add(read(selector, period));
                }
            }
        }
        return sum;
    }

    private BigDecimal read(SeriesSelector selector, ReferencePeriod period) {
        Optional<Observation> observation = terms.get(selector).at(areaCode, period);
        observation.ifPresent(
                o -> used.add(new Lineage.Entry(o.deliverySha256(), o.vintage().knownFrom())));
        // A row that is not there in a period the table has: zero and hidden cannot be told apart.
        meet(observation.map(AreaSums::stateOf).orElse(CellState.SUPPRESSED));
        BigDecimal value = observation.map(Observation::value).orElse(null);
        return value == null ? BigDecimal.ZERO : value;
    }

    private static CellState stateOf(Observation observation) {
        return switch (observation.state()) {
            case OK -> CellState.OK;
            case SUPPRESSED -> CellState.SUPPRESSED;
            case IMMATURE -> CellState.IMMATURE;
        };
    }

    private void meet(CellState state) {
        if (state.compareTo(worst) < 0) {
            worst = state;
        }
    }

    /** The first in precedence of the states met. */
    CellState worst() {
        return worst;
    }

    /** The deliveries read so far. */
    Set<Lineage.Entry> used() {
        return used;
    }
}
