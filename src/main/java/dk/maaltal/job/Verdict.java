package dk.maaltal.job;

/** How a run ended; exit code, status and alert follow from it. */
public enum Verdict {
    COMPLETE(0),
    /** Some measures have no value, or not today's, because a source failed or is not configured. */
    COMPLETE_WITH_GAPS(3),
    /** A guard holds; a person must decide. */
    REFUSED(4),
    FAILED(1),
    RUNNING(1),
    /** Its process died before its end. */
    ABANDONED(1);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code (cli.md). */
    public int exitCode() {
        return exitCode;
    }
}
