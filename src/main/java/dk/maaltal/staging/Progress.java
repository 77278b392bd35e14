package dk.maaltal.staging;

/** Hears how far long work has come. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (what, done, total) -> {};

    /**
     * @param what what is being done, {@code table y25i01}
     * @param done how many of {@code total} are done
     * @param total how many there are, or 0 when that is not known
     */
    void at(String what, long done, long total);
}
