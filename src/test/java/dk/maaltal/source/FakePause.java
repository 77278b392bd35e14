package dk.maaltal.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets time pass without waiting. */
public final class FakePause implements Pause {
    public final List<Duration> pauses = new ArrayList<>();
    private Duration now = Duration.ofHours(1);

    @Override
    public void pause(Duration time) {
        pauses.add(time);
        now = now.plus(time);
    }

    @Override
    public Duration now() {
        return now;
    }
}
