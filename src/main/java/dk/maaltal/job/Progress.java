package dk.maaltal.job;

/** Told how far long work has come; the command line draws it. */
public interface Progress {
    /** Says nothing. */
    Progress NONE = (what, done, total) -> {};

    /**
     * @param what what is being done; after a colon the piece of it at hand, {@code periods: 2021Q1}
     * @param done so far
     * @param total of how many; 0 when unknown
     */
    void at(String what, long done, long total);
}
