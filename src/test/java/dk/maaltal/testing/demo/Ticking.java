package dk.maaltal.testing.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock on which every look takes a tenth of a second. */
final class Ticking extends Clock {
    private Instant next = Instant.EPOCH;

    void set(Instant time) {
        next = time;
    }

    @Override
    public Instant instant() {
        Instant now = next;
        next = next.plus(Duration.ofMillis(100));
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
