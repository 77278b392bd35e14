package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.StoppedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the work of a run to stop, from outside of it. The work looks here wherever it says how far it has come and while
 * it waits; threads are never interrupted, for H2 closes its file then.
 */
final class StopSignal {
    private volatile boolean told;
    private volatile @Nullable Problem lost;

    private int atWork;
    private @Nullable Runnable letGo;

    /** Work begins. */
    synchronized void enter() {
        atWork++;
    }

    /** It has ended. */
    synchronized void leave() {
        atWork--;
        notifyAll();
    }

    /** @param how leaves the run at work as one that goes on later, while its work may still be going on */
    synchronized void canLetGo(Runnable how) {
        letGo = how;
    }

    /** Waits until no work is going on; false when that takes too long. */
    synchronized boolean awaitIdle(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (atWork > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return atWork == 0;
    }

    /** What leaves the run at work as one that goes on later. */
    synchronized Runnable lettingGo() {
        return letGo == null ? () -> {} : letGo;
    }

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

    /** A turn begins or ends: nothing of another run's counts any more. */
    synchronized void turnChanges() {
        lost = null;
        letGo = null;
    }

    /** @throws StoppedException when the process was told to stop */
    void checkTold() {
        if (told) {
            throw new StoppedException();
        }
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
        checkTold();
    }
}
