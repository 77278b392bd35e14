package dk.maaltal.job;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the run at work when the process is told to end: its work unwinds, or is left as it stands where that takes too
 * long. A process may be killed at any moment, so that halting does no harm; what it saves the next one is the wait.
 */
final class GracefulStop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);
    private static final Duration TO_LET_GO = Duration.ofSeconds(3);

    private final StopSignal signal;
    private final Duration patience;
    private final IntConsumer halt;
    private volatile boolean stopped;

    /**
     * @param patience how long work has to unwind
     * @param halt ends the process at once
     */
    GracefulStop(StopSignal signal, Duration patience, IntConsumer halt) {
        this.signal = signal;
        this.patience = patience;
        this.halt = halt;
    }

    /** Before the scheduler, the web server and the database are. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {}

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    @Override
    public void stop() {
        stopped = true;
        signal.tell();
        if (signal.awaitIdle(patience)) {
            return;
        }
        LOG.warn(
                "the run at work did not stop within {} s; it is left as it stands, and goes on later",
                patience.toSeconds());
        Thread letting = new Thread(signal.lettingGo(), "letting go");
        letting.setDaemon(true); // the database may not answer
        letting.start();
        try {
            letting.join(TO_LET_GO.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt.accept(RunLauncher.STOPPED);
    }
}
