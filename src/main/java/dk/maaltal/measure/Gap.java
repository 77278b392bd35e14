package dk.maaltal.measure;

import dk.maaltal.problem.Problem;

/**
 * A component that has no source, or only last known figures, and why.
 *
 * @param measureId {@code 6.1}
 * @param component {@code fill_rate}
 * @param basis which basis it concerns
 * @param kind whether there is no figure, or the last known one
 * @param problem what went wrong and what to do
 */
public record Gap(String measureId, String component, Basis basis, Kind kind, Problem problem) {
    /** What the gap leaves. */
    public enum Kind {
        /** The plan's own cell is {@link CellState#SOURCE_MISSING}. */
        MISSING,
        /** The registers that are held do not show the period: the cell is {@link CellState#NOT_PUBLISHED}. */
        OUT_OF_REACH,
        /** There are figures, but they are the last known ({@link CellState#STALE}). */
        LAST_KNOWN
    }
}
