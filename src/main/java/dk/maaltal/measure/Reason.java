package dk.maaltal.measure;

/** What a reader must know of a {@link Status}. */
public enum Reason {
    IMMATURE,
    HIDDEN,
    NOT_PUBLISHED,
    SOURCE_MISSING,
    STALE,
    NO_POPULATION,
    NO_PREVIOUS,
    NO_BENCHMARK,
    DEFINITION_BREAK;

    /** As {@code bi} writes it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The reason of a {@link #text()}. */
    public static Reason of(String text) {
        return valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }
}
