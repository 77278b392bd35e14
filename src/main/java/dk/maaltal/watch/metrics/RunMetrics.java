package dk.maaltal.watch.metrics;

import dk.maaltal.watch.metrics.Metric.Sample;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How runs ended, by the ledger. */
final class RunMetrics implements Metric.Source {
    private final JdbcClient db;

    RunMetrics(JdbcClient db) {
        this.db = db;
    }

    private record Last(
            String job,
            OffsetDateTime startedAt,
            OffsetDateTime endedAt,
            @Nullable Integer exitCode) {}

    @Override
    public List<Metric> now() {
        List<Sample> runs = db.sql("select job, verdict, count(*) as n from bi.run group by job, verdict order by 1, 2")
                .query((row, n) ->
                        Sample.of(row.getLong("n"), "job", row.getString("job"), "verdict", row.getString("verdict")))
                .list();
        List<Sample> finished = db.sql("""
                        select job, max(ended_at) as at from bi.run
                        where verdict in ('COMPLETE', 'COMPLETE_WITH_GAPS', 'REFUSED')
                        group by job order by job
                        """)
                .query((row, n) ->
                        Sample.of(seconds(row.getObject("at", OffsetDateTime.class)), "job", row.getString("job")))
                .list();
        List<Sample> durations = new ArrayList<>();
        List<Sample> exitCodes = new ArrayList<>();
        for (Last last : last()) {
            Duration took = Duration.between(last.startedAt(), last.endedAt());
            durations.add(Sample.of(took.toMillis() / 1000.0, "job", last.job()));
            Integer exitCode = last.exitCode();
            if (exitCode != null) {
                exitCodes.add(Sample.of(exitCode, "job", last.job()));
            }
        }
        return List.of(
                new Metric("maaltal_runs", "Runs in the ledger.", runs),
                new Metric(
                        "maaltal_run_last_finished_timestamp_seconds",
                        "When a run last came to its end: COMPLETE, COMPLETE_WITH_GAPS or REFUSED.",
                        finished),
                new Metric(
                        "maaltal_run_last_duration_seconds",
                        "From the first start to the end of the run that ended last, pauses between its tries included.",
                        durations),
                new Metric("maaltal_run_last_exit_code", "Exit code of the run that ended last.", exitCodes));
    }

    private List<Last> last() {
        return db.sql("""
                        select r.job, r.started_at, r.ended_at, r.exit_code from bi.run r
                        where r.run_id = (select max(x.run_id) from bi.run x where x.job = r.job and x.ended_at =
                            (select max(y.ended_at) from bi.run y where y.job = r.job))
                        order by r.job
                        """)
                .query((row, n) -> new Last(
                        row.getString("job"),
                        row.getObject("started_at", OffsetDateTime.class),
                        row.getObject("ended_at", OffsetDateTime.class),
                        row.getObject("exit_code", Integer.class)))
                .list();
    }

    private static double seconds(OffsetDateTime at) {
        return at.toInstant().toEpochMilli() / 1000.0;
    }
}
