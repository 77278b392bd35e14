package dk.maaltal.source;

import java.time.Duration;

/** Waiting between tries, and how time passes meanwhile; apart from the clock, which may be frozen. */
public interface Pause {
    /** Waits. */
    void pause(Duration time) throws InterruptedException;

    /** A point in time that only ever goes on; meaningful as a difference. */
    Duration now();

    /** Really waits. */
    static Pause real() {
        return new Pause() {
            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time.toMillis());
            }

            @Override
            public Duration now() {
                return Duration.ofNanos(System.nanoTime());
            }
        };
    }
}
