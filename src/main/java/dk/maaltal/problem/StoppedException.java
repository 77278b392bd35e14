package dk.maaltal.problem;

import org.jspecify.annotations.Nullable;

/**
 * Unwinds work that is to go no further, though nothing is wrong with it: the process was told to stop, or the run lost
 * its turn. Whoever catches failures of single pieces of work lets it through.
 */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Problem why;

    /** Told to stop. */
    public StoppedException() {
        super("told to stop");
        this.why = null;
    }

    /** @param why what took the right to go on away */
    public StoppedException(Problem why) {
        super(why.toString());
        this.why = why;
    }

    /** What took the right to go on away, or null where somebody told it to stop. */
    public @Nullable Problem why() {
        return why;
    }
}
