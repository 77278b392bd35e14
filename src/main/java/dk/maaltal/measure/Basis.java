package dk.maaltal.measure;

/** Where a cell's number comes from; in the order {@code bi.snapshot_value.basis} sorts. */
public enum Basis {
    /** Registers and CVR. */
    LOCAL,
    /** Jobindsats. */
    OFFICIAL;

    /** As {@code bi} writes it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The basis of a {@link #text()}. */
    public static Basis of(String text) {
        return valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
}
