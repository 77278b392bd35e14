package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/** Runs jobs: one at a time in a home, each to a verdict, taking up what was interrupted. */
public final class RunLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(RunLauncher.class);

    private final Home home;
    private final Map<String, Job> jobs;
    private final JobOperator operator;
    private final JobRepository repository;
    private final RunLedger ledger;
    private final Closing closing;
    private final Supplier<List<RunListener>> listeners;

    RunLauncher(
            Home home,
            Map<String, Job> jobs,
            JobOperator operator,
            JobRepository repository,
            RunLedger ledger,
            Supplier<List<RunListener>> listeners) {
        this.closing = new Closing(ledger);
        this.listeners = listeners;
        this.home = home;
        this.jobs = Map.copyOf(jobs);
        this.operator = operator;
        this.repository = repository;
        this.ledger = ledger;
    }

    /**
     * Runs what was asked for by hand: takes it up where it was interrupted, or does it anew when it was finished.
     *
     * @throws ProblemException when there is no such job, or another run is at work in this home
     */
    public RunOutcome run(JobRequest request) {
        return launch(request, true).orElseThrow();
    }

    /** Runs what the schedule asked for, once no other run is at work; empty when that very run is done already. */
    public Optional<RunOutcome> runScheduled(JobRequest request) {
        return launch(request, false);
    }

    private Optional<RunOutcome> launch(JobRequest asked, boolean again) {
        Job job = jobs.get(asked.job());
        if (job == null) {
            throw new ProblemException(Problem.declaration(
                    "job " + asked.job(),
                    "there is no such job",
                    String.join(", ", jobs.keySet().stream().sorted().toList()),
                    "name one of them"));
        }
        try (Home.Lock lock = again ? home.lock() : home.lockPatiently()) {
            recoverInterrupted();
            JobRequest request = unfinished(asked);
            if (!again && request.attempt() > asked.attempt()) {
                return Optional.empty();
            }
            try (RunLog named = RunLog.of(request)) {
                ledger.abandonOthers(request.runId());
                ledger.open(request);
                return Optional.of(tell(closing.close(request, execute(job, request))));
            }
        }
    }

    /** Executions whose process died stand as started for ever otherwise, and could never be restarted. */
    private void recoverInterrupted() {
        for (String name : jobs.keySet()) {
            repository.findRunningJobExecutions(name).forEach(operator::recover);
        }
    }

    private JobRequest unfinished(JobRequest asked) {
        JobRequest request = asked;
        while (isFinished(request)) {
            request = request.nextAttempt();
        }
        return request;
    }

    private boolean isFinished(JobRequest request) {
        JobInstance instance = repository.getJobInstance(request.job(), request.toJobParameters());
        if (instance == null) {
            return ledger.isFinished(request.runId()); // Batch's own rows are purged by age
        }
        JobExecution last = repository.getLastJobExecution(instance);
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private @Nullable Throwable execute(Job job, JobRequest request) {
        try {
            JobExecution execution = operator.start(job, request.toJobParameters());
            if (execution.getStatus() == BatchStatus.COMPLETED) {
                return null;
            }
            List<Throwable> failures = execution.getAllFailureExceptions();
            return failures.isEmpty()
                    ? new IllegalStateException("ended " + execution.getExitStatus())
                    : failures.get(0);
        } catch (Exception e) {
            return e;
        }
    }

    /** A listener that fails changes nothing of a run that has ended. */
    private RunOutcome tell(RunOutcome outcome) {
        for (RunListener listener : listeners.get()) {
            try {
                listener.ended(outcome);
            } catch (RuntimeException e) {
                LOG.warn("{} after {}: {}", listener.getClass().getSimpleName(), outcome.runId(), e.getMessage());
                LOG.debug("it failed", e);
            }
        }
        return outcome;
    }
}
