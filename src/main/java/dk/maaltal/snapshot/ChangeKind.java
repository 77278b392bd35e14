package dk.maaltal.snapshot;

/** Why a version was published. */
public enum ChangeKind {
    /** The first version of the period. */
    INITIAL,
    /** The sources said something else. */
    REVISION,
    /** A mistake of ours was mended; decided by a person. */
    CORRECTION,
    /** The definition of a measure changed. */
    DEFINITION;

    /** As {@code bi} writes it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
