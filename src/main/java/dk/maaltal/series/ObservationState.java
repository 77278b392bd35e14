package dk.maaltal.series;

/** What a source's value, or its null, means (design: measures, "Null from Jobindsats"). */
public enum ObservationState {
    /** A number. */
    OK,
    /** Null for the area but not for the country: too small to show, or zero. */
    SUPPRESSED,
    /** Null for the country too: not yet ripe. */
    IMMATURE
}
