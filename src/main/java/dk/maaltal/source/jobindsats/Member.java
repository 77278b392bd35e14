package dk.maaltal.source.jobindsats;

/**
 * One value of a hierarchy.
 *
 * @param valueId the source's path-like id, {@code /} for the root
 * @param label the source's label as its metadata writes it
 */
public record Member(String valueId, String label) {
    /** The value id of a hierarchy's root. */
    public static final String ROOT = "/";
}
