package dk.maaltal.watch.metrics;

import dk.maaltal.watch.Condition;
import dk.maaltal.watch.Freshness;
import dk.maaltal.watch.Standing;
import dk.maaltal.watch.metrics.Metric.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How fresh the sources are, which runs are overdue, and how many things a person is alerted of. */
final class WatchMetrics implements Metric.Source {
    private final Supplier<Standing.Now> standing;

    WatchMetrics(Supplier<Standing.Now> standing) {
        this.standing = standing;
    }

    @Override
    public List<Metric> now() {
        Standing.Now now = standing.get();
        List<Sample> ages = new ArrayList<>();
        List<Sample> late = new ArrayList<>();
        for (Freshness source : now.freshness()) {
            Long age = source.ageDays();
            if (age != null) {
                ages.add(Sample.of(age, "source", source.source()));
            }
            late.add(Sample.of(source.isLate() ? 1 : 0, "source", source.source()));
        }
        Map<String, Integer> overdue = new TreeMap<>();
        now.upcoming().forEach(expected -> overdue.put(expected.job(), 0));
        now.overdue().forEach(unmet -> overdue.merge(unmet.expected().job(), 1, Integer::sum));
        List<Sample> runs = new ArrayList<>();
        overdue.forEach((job, count) -> runs.add(Sample.of(count, "job", job)));
        List<Sample> conditions = new ArrayList<>();
        for (Condition.Severity severity : Condition.Severity.values()) {
            long count = now.conditions().stream()
                    .filter(one -> one.severity() == severity)
                    .count();
            conditions.add(Sample.of(count, "severity", severity.name()));
        }
        return List.of(
                new Metric(
                        "maaltal_source_age_days",
                        "Days since the last day of the newest period a source tells of.",
                        ages),
                new Metric("maaltal_source_late", "1 when a source is later than its own calendar says, else 0.", late),
                new Metric("maaltal_runs_overdue", "Due times whose deadline has passed without a run.", runs),
                new Metric("maaltal_conditions", "Things that are wrong and that a person is alerted of.", conditions));
    }
}
