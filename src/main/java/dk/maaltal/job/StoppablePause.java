package dk.maaltal.job;

import dk.maaltal.source.Pause;
import java.time.Duration;

/** Really waits, and looks meanwhile whether it is to stop. */
final class StoppablePause implements Pause {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final StopSignal signal;

    StoppablePause(StopSignal signal) {
        this.signal = signal;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Duration end = now().plus(time);
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = end.minus(now())) {
            signal.check();
            Pause.real().pause(left.compareTo(LOOK) < 0 ? left : LOOK);
        }
        signal.check();
    }

    @Override
    public Duration now() {
        return Pause.real().now();
    }
}
