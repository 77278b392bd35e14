package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import dk.maaltal.snapshot.Fence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns among all that run jobs on a database, in one process and over many machines: one run at a time. Within a
 * home its file lock decides, which ends with the process; over homes signs of life do.
 */
final class Turns implements Fence, Turn {
    private final Home home;
    private final LeaseTable table;
    private final StopSignal signal;
    private final Duration beat;
    private final Duration look;
    private final String host = nameOfHost();
    private volatile @Nullable Lease held;

    /**
     * @param beat how often a sign of life is given
     * @param look how often who waits looks whether it is their turn
     */
    Turns(Home home, LeaseTable table, StopSignal signal, Duration beat, Duration look) {
        this.look = look;
        this.home = home;
        this.table = table;
        this.signal = signal;
        this.beat = beat;
    }

    /**
     * Takes the turn.
     *
     * @param rank a job of higher priority than what is at work waits for it to give way or to end
     * @param patiently whether to wait for any other too
     * @throws ProblemException when another run is at work that is not waited for
     * @throws StoppedException when the process is told to stop meanwhile
     */
    Lease take(String job, String runId, Rank rank, boolean patiently) {
        String token = UUID.randomUUID().toString();
        Instant seen = null;
        boolean waited = false;
        while (true) {
            signal.checkTold();
            LeaseTable.Claim claim = claim(token, null, job, runId, rank);
            Optional<Lease> taken = tried(token, job, runId, rank);
            if (taken.isPresent()) {
                return taken.get();
            }
            Optional<Holder> holder = table.holder();
            if (!patiently && holder.filter(h -> h.priority() < rank.priority()).isEmpty()) {
                boolean alive = home.isLocked()
                        || holder.isPresent()
                                && seen != null
                                && !seen.equals(holder.get().beatAt());
                if (alive) {
                    if (waited) {
                        table.leave(claim);
                    }
                    throw new ProblemException(atWork(holder));
                }
                seen = holder.map(Holder::beatAt).orElse(null);
            }
            table.want(claim);
            waited = true;
            LockSupport.parkNanos(look.toNanos());
        }
    }

    private Optional<Lease> tried(String token, String job, String runId, Rank rank) {
        Optional<Home.Lock> lock = home.tryLock();
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        LeaseTable.Claim claim = claim(token, lock.get().id(), job, runId, rank);
        boolean taken = false;
        try {
            taken = table.take(claim);
            if (taken) {
                signal.turnChanges();
                Lease lease = new Lease(table, claim, lock.get(), signal, beat);
                held = lease;
                return Optional.of(lease);
            }
            return Optional.empty();
        } finally {
            if (!taken) {
                lock.get().close();
            }
        }
    }

    private LeaseTable.Claim claim(String token, @Nullable String homeId, String job, String runId, Rank rank) {
        return new LeaseTable.Claim(
                token,
                host,
                home.dir().toString(),
                homeId,
                ProcessHandle.current().pid(),
                job,
                runId,
                rank.priority());
    }

    /** Who runs, if anybody does: dead ones do not. */
    Optional<Holder> atWork() {
        return table.holder().filter(this::lives);
    }

    /**
     * Does something where nobody can take the turn or give it back.
     *
     * @param work told who runs; what a dead one left has been cleared
     */
    <T> T frozen(Function<Optional<Holder>, T> work) {
        return table.frozen(holder -> {
            Optional<Holder> living = holder.filter(this::lives);
            if (holder.isPresent() && living.isEmpty()) {
                table.clear();
            }
            return work.apply(living);
        });
    }

    /** A process of this home that died gave its lock back at once. */
    private boolean lives(Holder holder) {
        if (!holder.beats()) {
            return false;
        }
        if (!holder.host().equals(host) || !holder.home().equals(home.dir().toString())) {
            return true;
        }
        Optional<Home.Lock> free = home.tryLock();
        try {
            return free.isEmpty() || !free.get().id().equals(holder.homeId());
        } finally {
            free.ifPresent(Home.Lock::close);
        }
    }

    @Override
    public boolean wanted() {
        Lease lease = held;
        return lease != null && lease.isWanted();
    }

    /** {@inheritDoc} */
    @Override
    public void hold(String runId) {
        Lease lease = held;
        if (lease == null) {
            throw new IllegalStateException(runId + " has no turn");
        }
        if (!lease.hold()) {
            throw new StoppedException(lease.lostTurn());
        }
    }

    private Problem atWork(Optional<Holder> holder) {
        String who = holder.filter(this::lives)
                .map(h -> "another run is at work: %s since %s, on %s in %s (process %d)"
                        .formatted(h.runId(), h.takenAt().truncatedTo(ChronoUnit.SECONDS), h.host(), h.home(), h.pid()))
                .orElse("another run is at work in this home");
        return Problem.declaration(
                home.dir().toString(), who, "one at a time", "wait for it to end; `maaltal status` shows runs");
    }

    /** This machine's name. */
    String host() {
        return host;
    }

    private static String nameOfHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
