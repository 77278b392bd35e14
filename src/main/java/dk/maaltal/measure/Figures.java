package dk.maaltal.measure;

import dk.maaltal.plan.Variant;
import dk.maaltal.problem.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A component's figures of one basis and period, in all areas.
 *
 * @param variant how they were computed, or null where nothing says how
 * @param referencePeriod what they are about
 * @param byArea by area code; an area that is not there is {@link CellState#SOURCE_MISSING}
 * @param attributes what a reader needs beyond the columns
 * @param sourceUpdatedOn newest update of the tables read, or null
 * @param missing why there is no source; empty when there is one
 * @param lastKnown why the figures are the last known; empty when they are not
 * @param told what a register tells beside its figures
 */
record Figures(
        @Nullable Variant variant,
        String referencePeriod,
        Map<String, Figure> byArea,
        SortedMap<String, String> attributes,
        @Nullable LocalDate sourceUpdatedOn,
        List<Problem> missing,
        List<Problem> lastKnown,
        Told told) {
    /**
     * What a register tells beside its figures.
     *
     * @param level the level to hold the own figure against, or null
     * @param levelAcrossBreak whether that level is from the other side of a change of definition
     * @param beyondBreak whether the figures are from after it
     */
    record Told(@Nullable Ratio level, boolean levelAcrossBreak, boolean beyondBreak) {
        static final Told NOTHING = new Told(null, false, false);

        Told with(@Nullable Ratio found) {
            return new Told(found, levelAcrossBreak, beyondBreak);
        }
    }

    private static final Figure MISSING = Figure.without(CellState.SOURCE_MISSING, Set.of());

    /** No figure of any area, and why. */
    static Figures none(@Nullable Variant variant, String referencePeriod, List<Problem> missing) {
        return new Figures(variant, referencePeriod, Map.of(), new TreeMap<>(), null, missing, List.of(), Told.NOTHING);
    }

    Figures told(Told other) {
        return new Figures(variant, referencePeriod, byArea, attributes, sourceUpdatedOn, missing, lastKnown, other);
    }

    Figure of(String areaCode) {
        return byArea.getOrDefault(areaCode, MISSING);
    }
}
