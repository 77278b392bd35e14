package dk.maaltal.job;

import java.time.Instant;

/** Turns the application's clock, for tests that drive it. */
public final class ClockHand {
    private ClockHand() {}

    public static void turn(NightClock clock, Instant to) {
        clock.moveTo(to);
    }
}
