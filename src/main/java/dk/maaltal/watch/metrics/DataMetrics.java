package dk.maaltal.watch.metrics;

import dk.maaltal.watch.metrics.Metric.Sample;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came in, what was published, and what waits. */
final class DataMetrics implements Metric.Source {
    private final JdbcClient db;

    DataMetrics(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Metric> now() {
        List<Metric> metrics = new ArrayList<>(deliveries());
        List<Sample> versions = db.sql("""
                        select plan_id, change_kind, count(*) as n from bi.snapshot
                        group by plan_id, change_kind order by 1, 2
                        """)
                .query((row, n) -> Sample.of(
                        row.getLong("n"),
                        "plan",
                        row.getString("plan_id"),
                        "change_kind",
                        row.getString("change_kind")))
                .list();
        metrics.add(new Metric("maaltal_versions", "Published versions.", versions));
        metrics.add(count(
                "maaltal_decisions_waiting",
                "Changes of published figures that wait for a person.",
                "select count(*) from decision where state = 'waiting'"));
        return metrics;
    }

    private Metric count(String name, String help, String sql) {
        return Metric.of(name, help, db.sql(sql).query(Long.class).single());
    }

    private List<Metric> deliveries() {
        List<Sample> answers = new ArrayList<>();
        List<Sample> rows = new ArrayList<>();
        List<Sample> newest = new ArrayList<>();
        db.sql("""
                        select source, coalesce(outcome, 'UNJUDGED') as outcome, count(*) as answers,
                               coalesce(sum(rows), 0) as taken, max(fetched_at) as newest
                        from bi.delivery group by source, outcome order by 1, 2
                        """).query(row -> {
            String source = row.getString("source");
            String outcome = row.getString("outcome");
            answers.add(Sample.of(row.getLong("answers"), "source", source, "outcome", outcome));
            if (outcome.equals("OK")) {
                OffsetDateTime at = row.getObject("newest", OffsetDateTime.class);
                rows.add(Sample.of(row.getLong("taken"), "source", source));
                newest.add(Sample.of(at.toInstant().toEpochMilli() / 1000.0, "source", source));
            }
        });
        return List.of(
                new Metric(
                        "maaltal_answers",
                        "Distinct answers and dropped files, by what they were judged to be.",
                        answers),
                new Metric("maaltal_rows_taken", "Rows of the answers and files that were taken.", rows),
                new Metric(
                        "maaltal_source_last_taken_timestamp_seconds",
                        "When a source last said something new that was taken.",
                        newest));
    }
}
