package dk.maaltal.job;

import dk.maaltal.problem.Failures;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turn to run, as long as this process has it: the home's lock, and signs of life in the database. */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final LeaseTable table;
    private final LeaseTable.Claim claim;
    private final Home.Lock lock;
    private final StopSignal signal;
    private final ScheduledExecutorService heart;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(LeaseTable table, LeaseTable.Claim claim, Home.Lock lock, StopSignal signal, Duration beat) {
        this.table = table;
        this.claim = claim;
        this.lock = lock;
        this.signal = signal;
        this.heart = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "lease");
            thread.setDaemon(true);
            return thread;
        });
        heart.scheduleWithFixedDelay(this::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            if (!table.beat(claim.token()) && !closed.get()) {
                signal.lost(lostTurn());
            }
        } catch (RuntimeException e) {
            // The database may be back before anyone takes the turn.
            LOG.warn("no sign of life could be given: {}", Failures.briefly(e));
        }
    }

    /** Says which run it is for. */
    void isFor(String runId) {
        table.name(claim.token(), runId);
    }

    /** Holds the turn until the end of the caller's transaction; false when it is another's now. */
    boolean hold() {
        return !closed.get() && table.hold(claim.token());
    }

    /** Whether a job of higher priority waits for it. */
    boolean isWanted() {
        return table.isWanted(claim);
    }

    /** What has become of the turn when {@link #hold} says no. */
    Problem lostTurn() {
        return new Problem(
                Mover.US,
                "the run lost its turn: for over %d seconds it gave no sign of life, and its turn was taken away"
                        .formatted(LeaseTable.VALID.toSeconds()),
                "run on " + claim.host(),
                "a machine that does not stand still, and a database that answers",
                "nothing was published since; `maaltal list runs` says who goes on with it");
    }

    /** Gives the turn back. A database that does not answer is not waited for: the turn lapses by itself. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        heart.shutdown();
        signal.turnChanges();
        try {
            table.release(claim.token());
        } catch (RuntimeException e) {
            LOG.warn("the turn to run was not given back, it lapses: {}", Failures.briefly(e));
        } finally {
            lock.close();
        }
    }
}
