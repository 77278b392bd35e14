package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.StoppedException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the work of a run to stop, from outside of it. The work looks here wherever it says how far it has come and while
 * it waits; threads are never interrupted, for H2 closes its file then.
 */
final class StopSignal {
    private volatile boolean told;
    private volatile @Nullable Problem lost;

    /** From now on nothing is begun, and what is at work unwinds. */
    void tell() {
        told = true;
    }

    boolean isTold() {
        return told;
    }

    /** The run at work lost its turn. */
    void lost(Problem why) {
        lost = why;
    }

    /** Another run begins. */
    void begin() {
        lost = null;
    }

    /**
     * To be called often.
     *
     * @throws StoppedException when the process was told to stop, or the run lost its turn
     */
    void check() {
        Problem why = lost;
        if (why != null) {
            throw new StoppedException(why);
        }
        if (told) {
            throw new StoppedException();
        }
    }
}
