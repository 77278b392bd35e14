package dk.maaltal.watch;

import dk.maaltal.job.JobDeclaration;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says when the run at work takes longer than its job may: one that hangs, or that a person began and nothing expects.
 * Counted from when it last got its turn, by the database's clock, which is the lease's.
 */
final class LongRuns implements Condition.Source {
    private static final Duration UNDECLARED = ChronoUnit.FOREVER.getDuration();

    private final JdbcClient db;
    private final Map<String, Duration> deadlines;
    private final Expectations expectations;
    private final Clock clock;

    LongRuns(JdbcClient db, List<JobDeclaration> jobs, Expectations expectations, Clock clock) {
        this.db = db;
        this.deadlines = jobs.stream().collect(Collectors.toMap(JobDeclaration::job, JobDeclaration::deadline));
        this.expectations = expectations;
        this.clock = clock;
    }

    private record AtWork(String job, String runId, Duration age, Duration deadline) {}

    @Override
    public List<Condition> now() {
        return db
                .sql("select job, run_id, taken_at, current_timestamp from run_lease"
                        + " where token is not null and run_id is not null")
                .query((row, n) -> new AtWork(
                        row.getString(1),
                        row.getString(2),
                        Duration.between(
                                row.getObject(3, OffsetDateTime.class), row.getObject(4, OffsetDateTime.class)),
                        deadlines.getOrDefault(row.getString(1), UNDECLARED)))
                .list()
                .stream()
                .filter(run -> run.age().compareTo(run.deadline()) > 0)
                .filter(run -> !isOverdue(run.job()))
                .map(this::condition)
                .toList();
    }

    /** Then that is what is told. */
    private boolean isOverdue(String job) {
        return expectations.overdue(clock.instant()).stream()
                .anyMatch(unmet -> unmet.expected().job().equals(job));
    }

    private Condition condition(AtWork run) {
        return new Condition(
                "long " + run.job(),
                "%s is at work for %d hours now (run %s); its deadline is %d hours"
                        .formatted(
                                run.job(),
                                run.age().toHours(),
                                run.runId(),
                                run.deadline().toHours()),
                "no figure is wrong; what it has not published yet is not published",
                "there is more to do than usual, or it hangs",
                "maaltal status; when nothing moves: stop it (SIGTERM, or Ctrl-C), then maaltal resume",
                Condition.Severity.WARNING);
    }
}
