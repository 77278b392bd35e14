package dk.maaltal.plan;

import dk.maaltal.series.Frequency;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to compute an official figure, for the periods that end on or before {@code until}.
 *
 * @param until the last day it covers, inclusive, or null for no end
 * @param rule how a snapshot's period finds the source's reference periods
 * @param frequency the kind of reference period it reads
 * @param maxLag how many reference periods older than wanted may stand in; 0 for none
 * @param formulas alternatives, the first that resolves in the source's tables is used (the catalogue, not we, knows
 *     whether a focus table serves counts or only shares)
 * @param definitionBreak true where the population is another than before: {@code reason} says so
 * @param note what a reader must know of this variant, in English, or empty
 */
public record Variant(
        @Nullable LocalDate until,
        Rule rule,
        Frequency frequency,
        int maxLag,
        List<Formula> formulas,
        boolean definitionBreak,
        String note) {
    public Variant {
        formulas = List.copyOf(formulas);
    }

    /** How a snapshot's period finds the source's reference periods. */
    public enum Rule {
        /** A stock: the last reference period inside. */
        LAST,
        /** A flow: every month inside, summed; it bears the snapshot period's own id. */
        SUM
    }
}
