package dk.maaltal.watch.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the metrics as Prometheus asks for them. They are found out at most every fifteen seconds, whoever asks how
 * often; a source that fails is left out, and {@code maaltal_metrics_failed} counts it: a scrape that fails as a whole
 * would hide the others.
 */
final class Exposition implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);
    private static final Duration KEPT = Duration.ofSeconds(15);

    private final Supplier<List<Metric.Source>> sources;
    private final LongSupplier nanos;
    private @Nullable List<Metric> found;
    private long foundAt;

    /** @param nanos a clock that only goes forward, as {@code System::nanoTime} */
    Exposition(Supplier<List<Metric.Source>> sources, LongSupplier nanos) {
        this.sources = sources;
        this.nanos = nanos;
    }

    /** All of them, not older than fifteen seconds. */
    synchronized List<Metric> metrics() {
        List<Metric> known = found;
        if (known == null || nanos.getAsLong() - foundAt > KEPT.toNanos()) {
            known = find();
            found = known;
            foundAt = nanos.getAsLong();
        }
        return known;
    }

    private List<Metric> find() {
        List<Metric> metrics = new ArrayList<>();
        int failed = 0;
        for (Metric.Source source : sources.get()) {
            try {
                metrics.addAll(source.now());
            } catch (RuntimeException e) {
                failed++;
                LOG.debug("{} could not be found out", source.getClass().getSimpleName(), e);
            }
        }
        metrics.add(Metric.of(
                "maaltal_metrics_failed", "Groups of these metrics that could not be found out now.", failed));
        return metrics;
    }

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(metrics().stream()
                .<MetricSnapshot>map(metric -> {
                    GaugeSnapshot.Builder gauge =
                            GaugeSnapshot.builder().name(metric.name()).help(metric.help());
                    metric.samples().forEach(sample -> gauge.dataPoint(point(sample)));
                    return gauge.build();
                })
                .toList());
    }

    private static GaugeDataPointSnapshot point(Metric.Sample sample) {
        Labels.Builder labels = Labels.builder();
        sample.labels().forEach(labels::label);
        return GaugeDataPointSnapshot.builder()
                .labels(labels.build())
                .value(sample.value())
                .build();
    }
}
