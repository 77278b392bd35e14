package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of runs: when, asked for by whom, how they ended, what happened in them. */
final class RunLedger {
    private static final List<String> FINISHED =
            List.of(Verdict.COMPLETE.name(), Verdict.COMPLETE_WITH_GAPS.name(), Verdict.REFUSED.name());

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunLedger(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Opens a run, or takes up one of the same identity that was interrupted. */
    void open(JobRequest request) {
        int taken = db.sql("update run set verdict = 'RUNNING', ended_at = null, exit_code = null where run_id = ?")
                .param(request.runId())
                .update();
        if (taken == 0) {
            db.sql("""
                            insert into run (run_id, job, requested_by, as_of, started_at, verdict)
                            values (?, ?, ?, ?, ?, 'RUNNING')
                            """)
                    .params(
                            request.runId(),
                            request.job(),
                            request.requestedBy(),
                            at(request.asOf()),
                            at(clock.instant()))
                    .update();
        }
    }

    void close(String runId, Verdict verdict, int exitCode, String summary, String gaps) {
        db.sql("update run set verdict = ?, exit_code = ?, ended_at = ?, summary = ?, gaps = ? where run_id = ?")
                .params(verdict.name(), exitCode, at(clock.instant()), clip(summary), gaps, runId)
                .update();
    }

    /** Marks every other open run: its process is gone, for we hold the home's lock. */
    void abandonOthers(String runId) {
        db.sql("""
                        update run set verdict = 'ABANDONED', exit_code = 1, ended_at = ?,
                               summary = 'its process ended before the run did'
                        where verdict = 'RUNNING' and run_id <> ?
                        """).params(at(clock.instant()), runId).update();
    }

    /** Runs that came to their end, whatever is missing or held, before an instant. */
    List<String> finishedBefore(Instant instant) {
        return db.sql("select run_id from run where verdict in (:finished) and ended_at < :at")
                .param("finished", FINISHED)
                .param("at", at(instant))
                .query(String.class)
                .list();
    }

    /** Whether a run came to its end; it is never done again, also when Batch no longer knows it. */
    boolean isFinished(String runId) {
        return db.sql("select count(*) from run where verdict in (:finished) and run_id = :id")
                        .param("finished", FINISHED)
                        .param("id", runId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Writes what happened in one scope of a run, in place of what an earlier try wrote there. */
    void record(String runId, String scope, List<RunEvent> events) {
        transaction.executeWithoutResult(status -> {
            db.sql("delete from run_event where run_id = ? and scope = ?")
                    .params(runId, scope)
                    .update();
            AtomicInteger seq = new AtomicInteger();
            for (RunEvent event : events) {
                Problem p = event.problem();
                db.sql("insert into run_event values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                runId,
                                scope,
                                seq.incrementAndGet(),
                                event.kind().name(),
                                p.mover().name(),
                                p.what(),
                                p.where(),
                                p.expected(),
                                p.next())
                        .update();
            }
        });
    }

    /** Everything that happened, by scope and order. */
    List<RunEvent> events(String runId) {
        return db.sql("select * from run_event where run_id = ? order by scope, seq")
                .param(runId)
                .query((row, n) -> new RunEvent(
                        RunEvent.Kind.valueOf(row.getString("kind")),
                        new Problem(
                                Mover.valueOf(row.getString("mover")),
                                row.getString("what"),
                                row.getString("place"),
                                row.getString("expected"),
                                row.getString("next_step"))))
                .list();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String clip(String text) {
        return text.length() <= 4000 ? text : text.substring(0, 3999) + "…";
    }
}
