package dk.maaltal.watch.alert;

import dk.maaltal.job.RunListener;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.watch.Tick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after every run and on every tick, in a thread of its own: neither a run nor the schedule waits for a mail
 * server. A process that ends waits for the last look.
 */
final class AlertWatch implements RunListener, Tick, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
    /** A reminder a day. */
    static final Duration DAY = Duration.ofHours(24);
    /**
     * And a little less after a run: under cron nothing looks but the nightly run, which never ends at quite the same
     * time.
     */
    static final Duration NEARLY_A_DAY = Duration.ofHours(20);

    /** A server is to stop in 20 seconds: what is not sent by then waits in the database for the next one. */
    private static final Duration LAST_LOOK_OF_A_SERVER = Duration.ofSeconds(3);

    private static final Duration LAST_LOOK = Duration.ofSeconds(15);

    private final Alerts alerts;
    private final FailedOutcomes outcomes;
    private final Clock clock;
    private final boolean wanted;
    private final Duration lastLook;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "alerts");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param wanted whether anyone is to be told
     * @param serving whether this process is a server, or else ends with its run
     */
    AlertWatch(Alerts alerts, FailedOutcomes outcomes, Clock clock, boolean wanted, boolean serving) {
        this.lastLook = serving ? LAST_LOOK_OF_A_SERVER : LAST_LOOK;
        this.alerts = alerts;
        this.outcomes = outcomes;
        this.clock = clock;
        this.wanted = wanted;
    }

    @Override
    public void ended(RunOutcome outcome) {
        outcomes.ended(outcome);
        look(clock.instant(), NEARLY_A_DAY);
    }

    @Override
    public void tick(Instant now) {
        if (looking.compareAndSet(false, true)) {
            look(now, DAY);
        }
    }

    private void look(Instant now, Duration again) {
        if (!wanted) {
            return;
        }
        try {
            thread.execute(() -> {
                try {
                    alerts.pass(now, again);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "alerts could not be looked after: {}", e.getClass().getSimpleName());
                    LOG.debug("it failed", e);
                } finally {
                    looking.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("ending", e);
        }
    }

    /** Waits until what a run has left to tell is told. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(lastLook.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("alerts are left to the next run: something takes too long to answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
