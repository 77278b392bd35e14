package dk.maaltal.watch.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PulseTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Pulse pulse = new Pulse(nanos::get);

    @Test
    void it_is_up_while_ticks_come_and_a_while_after_the_last() {
        nanos.addAndGet(Pulse.PATIENCE.toNanos());
        assertThat(pulse.health().getStatus()).isEqualTo(Status.UP);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(pulse.health().getStatus()).isEqualTo(Status.DOWN);

        pulse.tick(Instant.EPOCH);
        assertThat(pulse.health().getStatus()).isEqualTo(Status.UP);
        assertThat(pulse.health().getDetails()).containsEntry("seconds_since_last_tick", 0L);
    }
}
