package dk.maaltal.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what Spring Batch keeps of runs that came to their end long ago; the ledger keeps the runs themselves. What a
 * run that did not come to its end needs to be taken up is never removed.
 */
final class BatchPurge {
    private static final int SLICE = 20;
    private static final String EXECUTIONS =
            "(select job_execution_id from batch_job_execution where job_instance_id in (:ids))";
    /** What refers to something before what it refers to. */
    private static final List<String> DELETES = List.of(
            "delete from batch_step_execution_context where step_execution_id in"
                    + " (select step_execution_id from batch_step_execution where job_execution_id in " + EXECUTIONS
                    + ")",
            "delete from batch_step_execution where job_execution_id in " + EXECUTIONS,
            "delete from batch_job_execution_context where job_execution_id in " + EXECUTIONS,
            "delete from batch_job_execution_params where job_execution_id in " + EXECUTIONS,
            "delete from batch_job_execution where job_instance_id in (:ids)",
            "delete from batch_job_instance where job_instance_id in (:ids)");

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final RunLedger ledger;
    private final Clock clock;
    private final int keepDays;

    /** @param keepDays days that are kept after a run's end, from 0 */
    BatchPurge(JdbcClient db, TransactionTemplate transaction, RunLedger ledger, Clock clock, int keepDays) {
        this.db = db;
        this.transaction = transaction;
        this.ledger = ledger;
        this.clock = clock;
        this.keepDays = keepDays;
    }

    private record Parameter(long instance, String job, String name, String type, String value) {}

    /**
     * Removes it, a few runs a transaction.
     *
     * @return of how many runs
     */
    int run() {
        Instant before = clock.instant().minus(Duration.ofDays(keepDays));
        Set<String> over = new HashSet<>(ledger.finishedBefore(before));
        List<Long> ids = new ArrayList<>();
        runIds().forEach((instance, runId) -> {
            if (over.contains(runId)) {
                ids.add(instance);
            }
        });
        for (int from = 0; from < ids.size(); from += SLICE) {
            List<Long> slice = ids.subList(from, Math.min(ids.size(), from + SLICE));
            transaction.executeWithoutResult(status ->
                    DELETES.forEach(sql -> db.sql(sql).param("ids", slice).update()));
        }
        return ids.size();
    }

    /** The run of each instance. A step of it may be at work: nothing is locked by looking. */
    private Map<Long, String> runIds() {
        Map<Long, JobParametersBuilder> parameters = new LinkedHashMap<>();
        Map<Long, String> jobs = new LinkedHashMap<>();
        db.sql("""
                        select i.job_instance_id, i.job_name, p.parameter_name, p.parameter_type, p.parameter_value
                        from batch_job_instance i
                        join batch_job_execution e on e.job_instance_id = i.job_instance_id
                        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
                        order by i.job_instance_id, e.job_execution_id
                        """)
                .query((row, n) -> new Parameter(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list()
                .forEach(one -> {
                    jobs.put(one.instance(), one.job());
                    JobParametersBuilder builder =
                            parameters.computeIfAbsent(one.instance(), id -> new JobParametersBuilder());
                    if (one.type().equals(Long.class.getName())) {
                        builder.addLong(one.name(), Long.valueOf(one.value()));
                    } else {
                        builder.addString(one.name(), one.value());
                    }
                });
        Map<Long, String> runIds = new LinkedHashMap<>();
        parameters.forEach((instance, builder) -> runIds.put(
                instance,
                JobRequest.from(Objects.requireNonNull(jobs.get(instance)), builder.toJobParameters())
                        .runId()));
        return runIds;
    }
}
