package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Jar;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a process is to do, as long as it lives and no longer than it may take. */
final class Patience {
    private Patience() {}

    static void until(Jar process, Duration atMost, String what, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s within %s; it said: %s", what, atMost, process.said())
                    .isLessThan(end);
            assertThat(process.process().waitFor(50, TimeUnit.MILLISECONDS))
                    .as("it ended before %s: %s", what, process.said())
                    .isFalse();
        }
    }
}
