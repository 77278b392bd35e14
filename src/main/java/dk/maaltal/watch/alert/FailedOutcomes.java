package dk.maaltal.watch.alert;

import dk.maaltal.job.RunOutcome;
import dk.maaltal.job.Verdict;
import dk.maaltal.problem.Problem;
import dk.maaltal.watch.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs of this process that failed and whose ledger may not have been written: the database was away, or full. */
final class FailedOutcomes implements Condition.Source {
    private final Map<String, RunOutcome> failed = new ConcurrentHashMap<>();
    private final JdbcClient db;
    private final Reports reports;

    FailedOutcomes(JdbcClient db, Reports reports) {
        this.db = db;
        this.reports = reports;
    }

    /** Remembers a run that failed, by its job; forgets it when one of that job did not. */
    void ended(RunOutcome outcome) {
        String job = RunConditions.jobOf(outcome.runId());
        if (outcome.verdict() == Verdict.FAILED) {
            failed.put(job, outcome);
        } else {
            failed.remove(job);
        }
    }

    @Override
    public List<Condition> now() {
        failed.values().removeIf(outcome -> isInTheLedger(outcome.runId()));
        return failed.values().stream().map(this::condition).toList();
    }

    /** Whether the ledger has its end, which is then what counts; not while it cannot be asked. */
    private boolean isInTheLedger(String runId) {
        try {
            Optional<String> verdict = db.sql("select verdict from run where run_id = ?")
                    .param(runId)
                    .query(String.class)
                    .optional();
            return verdict.isPresent() && !verdict.get().equals(Verdict.RUNNING.name());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Condition condition(RunOutcome outcome) {
        String why = outcome.gaps().stream().findFirst().map(Problem::toString).orElse(outcome.summary());
        return RunConditions.failed(outcome.runId(), Verdict.FAILED.name(), why, reports.all());
    }
}
