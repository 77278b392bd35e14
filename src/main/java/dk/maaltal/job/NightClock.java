package dk.maaltal.job;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The application's clock: the system's, or an instant that stands still until the demo moves it. Whole microseconds. */
public final class NightClock extends Clock {
    private volatile @Nullable Instant frozen;

    private NightClock(@Nullable Instant frozen) {
        this.frozen = frozen;
    }

    /** @param frozen the instant to stand still at, or null for the system's time */
    public static NightClock of(@Nullable Instant frozen) {
        return new NightClock(frozen);
    }

    /** Where it stands still, or null. */
    public @Nullable Instant frozenAt() {
        return frozen;
    }

    /** Stands still at another instant from now on. */
    void moveTo(Instant instant) {
        frozen = instant;
    }

    @Override
    public Instant instant() {
        Instant at = frozen;
        return (at == null ? Clock.systemUTC().instant() : at).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
