package dk.maaltal.watch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void they_are_found_out_again_after_fifteen_seconds_and_not_before() {
        AtomicInteger asked = new AtomicInteger();
        Exposition exposition = new Exposition(
                () -> List.of(() -> List.of(Metric.of("maaltal_x", "x", asked.incrementAndGet()))), nanos::get);

        exposition.collect();
        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
        exposition.collect();
        assertThat(asked).hasValue(1);
        nanos.addAndGet(1);
        assertThat(exposition.metrics().get(0).samples().get(0).value()).isEqualTo(2);
    }

    @Test
    void one_that_fails_does_not_hide_the_others_and_is_counted() {
        Exposition exposition = new Exposition(
                () -> List.of(
                        () -> {
                            throw new IllegalStateException("the database does not answer");
                        },
                        () -> List.of(Metric.of("maaltal_x", "x", 1))),
                nanos::get);

        assertThat(exposition.metrics())
                .containsExactly(
                        Metric.of("maaltal_x", "x", 1),
                        Metric.of(
                                "maaltal_metrics_failed",
                                "Groups of these metrics that could not be found out now.",
                                1));
    }
}
