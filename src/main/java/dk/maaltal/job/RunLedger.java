package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.StoppedException;
import dk.maaltal.snapshot.Fence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger of runs: when, asked for by whom, how they ended, what happened in them. */
final class RunLedger {
    private static final List<String> FINISHED =
            List.of(Verdict.COMPLETE.name(), Verdict.COMPLETE_WITH_GAPS.name(), Verdict.REFUSED.name());

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Fence fence;

    RunLedger(JdbcClient db, TransactionTemplate transaction, Clock clock, Fence fence) {
        this.fence = fence;
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Opens a run, or takes up one of the same identity that did not end well.
     *
     * @param sameTry it only let another go first
     */
    void open(JobRequest request, boolean sameTry) {
        int taken = db.sql("""
                        update run set verdict = 'RUNNING', ended_at = null, exit_code = null, tries = tries + ?
                        where run_id = ?
                        """).params(sameTry ? 0 : 1, request.runId()).update();
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

    /**
     * Ends a run.
     *
     * @throws StoppedException when it is this process's no more
     */
    void close(String runId, Verdict verdict, int exitCode, String summary, String gaps) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            fence.hold(runId);
            db.sql("update run set verdict = ?, exit_code = ?, ended_at = ?, summary = ?, gaps = ? where run_id = ?")
                    .params(verdict.name(), exitCode, at(now), clip(summary), gaps, runId)
                    .update();
        });
    }

    /** Ends a run that is to go on later. */
    void pause(String runId, int exitCode, String why) {
        close(runId, Verdict.ABANDONED, exitCode, why, "[]");
    }

    /** Says that a person stopped a run that had given way and waited for its turn, which is nobody's to hold. */
    void stoppedByHand(String runId, int exitCode) {
        db.sql("update run set exit_code = ? where run_id = ? and verdict = 'ABANDONED'")
                .params(exitCode, runId)
                .update();
    }

    /** Marks every open run but one, whose process lives; the others' are gone. */
    int abandonAllBut(@Nullable String living) {
        return db.sql("""
                        update run
                        set verdict = 'ABANDONED', exit_code = 1, ended_at = ?, abandoned = abandoned + 1,
                            summary = 'its process ended before the run did; it goes on where it stopped'
                        where verdict = 'RUNNING' and run_id <> ?
                        """)
                .params(at(clock.instant()), living == null ? "" : living)
                .update();
    }

    /** A run as it stands. */
    Optional<RunRow> find(String runId) {
        return db.sql("select * from run where run_id = ?")
                .param(runId)
                .query(RunLedger::row)
                .optional();
    }

    /** Those that did not end well, newest first. */
    List<RunRow> unfinished() {
        return db.sql("""
                        select * from run where verdict in ('ABANDONED', 'FAILED')
                        order by started_at desc, as_of desc, run_id desc
                        """).query(RunLedger::row).list();
    }

    /** The newest of each job. */
    List<RunRow> newestOfEachJob() {
        return db.sql("""
                        select r.* from run r
                        where not exists (select 1 from run n
                                          where n.job = r.job
                                            and (n.started_at > r.started_at
                                                 or n.started_at = r.started_at and n.run_id > r.run_id))
                        order by r.job
                        """).query(RunLedger::row).list();
    }

    private static RunRow row(ResultSet row, int n) throws SQLException {
        Integer exitCode = row.getObject("exit_code", Integer.class);
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new RunRow(
                row.getString("run_id"),
                row.getString("job"),
                row.getString("requested_by"),
                row.getObject("as_of", OffsetDateTime.class).toInstant(),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                Verdict.valueOf(row.getString("verdict")),
                exitCode,
                row.getInt("tries"),
                row.getInt("abandoned"));
    }

    /** Runs that came to their end, whatever is missing or held, before an instant. */
    List<String> finishedBefore(Instant instant) {
        return db.sql("select run_id from run where verdict in (:finished) and ended_at < :at")
                .param("finished", FINISHED)
                .param("at", at(instant))
                .query(String.class)
                .list();
    }

    /** Writes what happened in one scope of a run, in place of what an earlier try wrote there. */
    void record(String runId, String scope, List<RunEvent> events) {
        transaction.executeWithoutResult(status -> {
            fence.hold(runId);
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

    /** Ids of the versions that runs said they published. */
    List<String> published() {
        return db.sql("select place from run_event where kind = 'DONE' and what like 'published (%'")
                .query(String.class)
                .list();
    }

    /** What a run did, counted in the database. */
    Counts counts(String runId) {
        return Counts.of(db, runId);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String clip(String text) {
        return text.length() <= 4000 ? text : text.substring(0, 3999) + "…";
    }
}
