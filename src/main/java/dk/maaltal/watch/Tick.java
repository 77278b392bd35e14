package dk.maaltal.watch;

import java.time.Instant;

/**
 * Work that {@code serve} does every ten seconds. All ticks share one thread, one after the other: a tick is short, and
 * what it throws is logged and changes nothing of the others.
 */
@FunctionalInterface
public interface Tick {
    /** @param now of the injected clock, so that a test drives it without threads */
    void tick(Instant now);
}
