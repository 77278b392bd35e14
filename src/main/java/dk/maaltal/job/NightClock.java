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
    private volatile Instant floor = Instant.MIN;

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

    /** Is never again before the instant: time that stands still or jumped back must not undo what was learned. */
    void notBefore(Instant instant) {
        if (instant.isAfter(floor)) {
            floor = instant;
        }
    }

    @Override
    public Instant instant() {
        Instant at = frozen;
        Instant now = (at == null ? Clock.systemUTC().instant() : at).truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(floor) ? floor : now;
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
