package dk.maaltal.watch.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One metric at one moment.
 *
 * @param name {@code maaltal_…}, its unit last
 * @param help one sentence
 * @param samples one value for each combination of labels; none where nothing is known yet
 */
record Metric(String name, String help, List<Sample> samples) {
    Metric {
        samples = List.copyOf(samples);
    }

    /** A metric that is one number. */
    static Metric of(String name, String help, double value) {
        return new Metric(name, help, List.of(Sample.of(value)));
    }

    /**
     * One value.
     *
     * @param labels name to value, in order
     * @param value in the metric's unit
     */
    record Sample(Map<String, String> labels, double value) {
        /** @param labels a name, its value, the next name, its value */
        static Sample of(double value, String... labels) {
            Map<String, String> byName = new LinkedHashMap<>();
            for (int i = 0; i < labels.length; i += 2) {
                byName.put(labels[i], labels[i + 1]);
            }
            return new Sample(byName, value);
        }
    }

    /** Finds some of the metrics out. */
    @FunctionalInterface
    interface Source {
        /** The same metrics each time. */
        List<Metric> now();
    }
}
