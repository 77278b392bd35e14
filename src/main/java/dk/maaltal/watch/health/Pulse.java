package dk.maaltal.watch.health;

import dk.maaltal.watch.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the thread that everything hangs on between runs still ticks. It is due every ten seconds; a database that does
 * not answer may hold it for a while, which is no reason to start the process anew.
 */
final class Pulse implements Tick, HealthIndicator {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LongSupplier nanos;
    private volatile long last;

    /** @param nanos a clock that only goes forward: the wall's may be set back, or stand still in a rehearsal */
    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    @Override
    public void tick(Instant now) {
        last = nanos.getAsLong();
    }

    @Override
    public Health health() {
        long silent = Duration.ofNanos(nanos.getAsLong() - last).toSeconds();
        return (silent > PATIENCE.toSeconds() ? Health.down() : Health.up())
                .withDetail("seconds_since_last_tick", silent)
                .build();
    }
}
