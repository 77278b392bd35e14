package dk.maaltal.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Looks at the used heap every few milliseconds, from now on: garbage that is not yet collected counts. */
final class HeapWatch {
    private final AtomicLong peak = new AtomicLong();
    private final Thread thread = new Thread(this::look, "heap-watch");

    HeapWatch() {
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        while (!thread.isInterrupted()) {
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            peak.accumulateAndGet(used, Math::max);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Stops looking and returns the most bytes that were seen. */
    long stop() {
        thread.interrupt();
        return peak.get();
    }
}
