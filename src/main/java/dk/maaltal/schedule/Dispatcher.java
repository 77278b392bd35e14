package dk.maaltal.schedule;

import dk.maaltal.job.JobRequest;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.job.RunRow;
import dk.maaltal.watch.Expectations;
import dk.maaltal.watch.Expected;
import dk.maaltal.watch.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does at an instant what is to be done then: finds dead runs, writes down what is expected, begins what is due, tries
 * again what failed, and lets everybody else who watches look. Nothing is remembered between two ticks that the database
 * does not have: any server may do the next, and a run has one identity, however often it is asked for.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final RunLauncher launcher;
    private final Expectations expectations;
    private final Agenda agenda;
    private final Executor runs;
    private final Supplier<List<Tick>> ticks;
    private final ReentrantLock ticking = new ReentrantLock();
    private final AtomicBoolean atWork = new AtomicBoolean();
    /** One that gives way may be at work meanwhile: what is due is begun beside it, and takes the turn from it. */
    private final AtomicBoolean givingWay = new AtomicBoolean();

    private final Troubles troubles = new Troubles();

    /**
     * @param runs where runs are done: one, and one that gives way
     * @param ticks who looks at each tick besides
     */
    Dispatcher(
            RunLauncher launcher, Expectations expectations, Agenda agenda, Executor runs, Supplier<List<Tick>> ticks) {
        this.launcher = launcher;
        this.expectations = expectations;
        this.agenda = agenda;
        this.runs = runs;
        this.ticks = ticks;
    }

    /**
     * Does what is to be done; nothing while another thread is doing it. At most one run is begun, and not waited for
     * unless it is done in this thread.
     *
     * @return whether one was begun
     */
    boolean tick(Instant now) {
        if (!ticking.tryLock()) {
            return false;
        }
        try {
            boolean begun = troubles.around("the schedule", () -> dispatch(now)).orElse(false);
            for (Tick tick : troubles.around("those who watch", ticks).orElse(List.of())) {
                troubles.around(tick.getClass().getSimpleName(), () -> {
                    tick.tick(now);
                    return true;
                });
            }
            return begun;
        } finally {
            ticking.unlock();
        }
    }

    private boolean dispatch(Instant now) {
        List<RunRow> interrupted = launcher.recover();
        expectations.write(now);
        List<Agenda.Item> items = agenda.at(now, interrupted, expectations.atWork());
        if (items.isEmpty() || atWork.get()) {
            return false;
        }
        Agenda.Item first = items.get(0);
        AtomicBoolean place = agenda.givesWay(first.job()) ? givingWay : atWork;
        if (!place.compareAndSet(false, true)) {
            return false;
        }
        try {
            runs.execute(() -> {
                try {
                    troubles.around(first.job(), () -> run(first, interrupted));
                } finally {
                    place.set(false);
                }
            });
            return true;
        } catch (RuntimeException | Error e) {
            place.set(false);
            throw e;
        }
    }

    private boolean run(Agenda.Item item, List<RunRow> interrupted) {
        Expected expected = item.expected();
        Optional<RunOutcome> outcome;
        if (expected != null) {
            LOG.info("{} due {}", item.job(), expected.dueAt());
            outcome = launcher.runScheduled(JobRequest.of(item.job(), null, expected.dueAt(), "schedule"));
        } else {
            String runId = Objects.requireNonNull(item.run());
            LOG.info("taking up {}", runId);
            Optional<RunRow> again = interrupted.stream()
                    .filter(run -> run.runId().equals(runId))
                    .findFirst()
                    .or(() -> launcher.resumable().stream()
                            .filter(run -> run.runId().equals(runId))
                            .findFirst());
            outcome = again.flatMap(launcher::takeUp);
        }
        outcome.ifPresent(Dispatcher::tell);
        return true;
    }

    private static void tell(RunOutcome o) {
        LOG.info("{} {} {}", o.verdict(), o.runId(), o.summary());
        o.held().forEach(held -> LOG.warn("held: {}", held));
        o.gaps().forEach(gap -> LOG.warn("missing: {}", gap));
    }
}
