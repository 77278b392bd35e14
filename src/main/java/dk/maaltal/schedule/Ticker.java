package dk.maaltal.schedule;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The server's heart: a tick every ten seconds, from the moment everything else has started. */
final class Ticker implements SmartLifecycle {
    private static final int EVERY_SECONDS = 10;

    private final Dispatcher dispatcher;
    private final ExecutorService runs;
    private final Clock clock;
    private @Nullable ScheduledExecutorService ticks;

    /** @param runs where runs are done: it takes no more once this is stopped */
    Ticker(Dispatcher dispatcher, ExecutorService runs, Clock clock) {
        this.dispatcher = dispatcher;
        this.runs = runs;
        this.clock = clock;
    }

    /** Daemons: what stops a run at work is not the end of the process, and nothing waits for the next tick. */
    static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(daemons("tick"));
        started.scheduleWithFixedDelay(() -> dispatcher.tick(clock.instant()), 0, EVERY_SECONDS, TimeUnit.SECONDS);
        ticks = started;
    }

    /** Begins nothing more; who is at work is told to stop by others. */
    @Override
    public synchronized void stop() {
        runs.shutdown();
        if (ticks != null) {
            ticks.shutdown();
            ticks = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return ticks != null;
    }
}
