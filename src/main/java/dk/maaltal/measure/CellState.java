package dk.maaltal.measure;

import org.jspecify.annotations.Nullable;

/** What a cell's value, or its absence, means; in the order that decides when several hold. */
public enum CellState {
    /** Never fetched, refused, not resolved, or the area is not in the table. */
    SOURCE_MISSING(Reason.SOURCE_MISSING),
    /** The source has not come to this period. */
    NOT_PUBLISHED(Reason.NOT_PUBLISHED),
    /** Too small to show; zero and hidden cannot be told apart. */
    SUPPRESSED(Reason.HIDDEN),
    /** Not yet ripe for judging. */
    IMMATURE(Reason.IMMATURE),
    /** The group is empty: no share, and never 0 %. */
    NO_POPULATION(Reason.NO_POPULATION),
    /** The value is the last known; the source has, or should have, a newer one. */
    STALE(null),
    /** An older reference period than wanted stands in. */
    PRELIMINARY(null),
    /** As it should be. */
    OK(null);

    private final @Nullable Reason reason;

    CellState(@Nullable Reason reason) {
        this.reason = reason;
    }

    /** Only {@link #OK}, {@link #PRELIMINARY} and {@link #STALE} carry a value. */
    public boolean hasValue() {
        return reason == null;
    }

    /** Why there is no value; null when there is one. */
    @Nullable
    Reason reason() {
        return reason;
    }
}
