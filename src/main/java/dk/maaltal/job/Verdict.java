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
    /** Its process died, or was stopped, before its end; or it let another go first. */
    ABANDONED(1);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Whether there is nothing left of the run that could be taken up. */
    public boolean isFinal() {
        return this == COMPLETE || this == COMPLETE_WITH_GAPS || this == REFUSED;
    }

    /** The process's exit code (cli.md). */
    public int exitCode() {
        return exitCode;
    }
}
