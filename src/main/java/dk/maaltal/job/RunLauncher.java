package dk.maaltal.job;

import dk.maaltal.problem.Failures;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Runs jobs: one at a time on a database, each to a verdict, taking up what was interrupted. */
public final class RunLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(RunLauncher.class);

    /** What the process itself ends with when SIGTERM stops it. */
    static final int STOPPED = 143;

    /** A run that took its process with it more often than this is left to a person. */
    public static final int MOST_DEATHS = 3;

    private static final int LISTED = 10;
    private static final String STOPPED_SUMMARY = "told to stop; it goes on where it stopped";

    private final Map<String, Declared> jobs;
    private final JobOperator operator;
    private final JobRepository repository;
    private final RunLedger ledger;
    private final Turns turns;
    private final Recovery recovery;
    private final StopSignal signal;
    private final Closing closing;
    private final Supplier<List<RunListener>> listeners;

    RunLauncher(
            Map<String, Declared> jobs,
            JobOperator operator,
            JobRepository repository,
            RunLedger ledger,
            Turns turns,
            Recovery recovery,
            StopSignal signal,
            Supplier<List<RunListener>> listeners) {
        this.closing = new Closing(ledger);
        this.listeners = listeners;
        this.jobs = Map.copyOf(jobs);
        this.operator = operator;
        this.repository = repository;
        this.ledger = ledger;
        this.turns = turns;
        this.recovery = recovery;
        this.signal = signal;
    }

    /** A declared job, put together. */
    record Declared(Job job, Rank rank) {}

    /**
     * Runs what was asked for by hand: takes it up where it was interrupted, or does it anew when it was finished. Waits
     * for a run of lower priority to give way, and a job that gives way itself waits for any other.
     *
     * @throws ProblemException when there is no such job, or another run is at work
     */
    public RunOutcome run(JobRequest request) {
        return launch(request, true, false).orElseThrow();
    }

    /** Runs what the schedule asked for, once no other run is at work; empty when that very run is done already. */
    public Optional<RunOutcome> runScheduled(JobRequest request) {
        return launch(request, false, true);
    }

    /**
     * The interrupted or failed run that is to be taken up.
     *
     * @param runId which, or null for the newest
     * @throws ProblemException with the runs that can be, when it is none of them
     */
    public RunRow toResume(@Nullable String runId) {
        recovery.mark();
        List<RunRow> all = resumable();
        return all.stream()
                .filter(run -> runId == null || run.runId().equals(runId))
                .findFirst()
                .orElseThrow(() -> notResumable(runId, all));
    }

    /**
     * Takes it up where it stopped.
     *
     * @param run from {@link #toResume}
     * @throws ProblemException when another run is at work
     */
    public RunOutcome resume(RunRow run) {
        return launch(JobRequest.ofRunId(run.runId(), run.requestedBy()), true, false)
                .orElseThrow();
    }

    /** Takes up a run that {@link #recover} found, once no other run is at work; empty when it is done already. */
    public Optional<RunOutcome> takeUp(RunRow run) {
        return launch(JobRequest.ofRunId(run.runId(), run.requestedBy()), false, true);
    }

    /**
     * Marks what a dead process left running.
     *
     * @return the interrupted runs that are to be taken up without being asked for: the newest of a job, unless it killed
     *     its process too often, or a person began it and stopped it
     */
    public List<RunRow> recover() {
        recovery.mark();
        return ledger.newestOfEachJob().stream()
                .filter(run -> run.verdict() == Verdict.ABANDONED && jobs.containsKey(run.job()))
                .filter(run -> run.abandoned() <= MOST_DEATHS)
                .filter(run -> !(run.requestedBy().equals("operator") && Objects.equals(run.exitCode(), STOPPED)))
                .toList();
    }

    /** The runs that can be taken up, newest first. */
    public List<RunRow> resumable() {
        return ledger.unfinished().stream()
                .filter(run -> jobs.containsKey(run.job()))
                .toList();
    }

    private static ProblemException notResumable(@Nullable String runId, List<RunRow> all) {
        String which = all.stream()
                .limit(LISTED)
                .map(run -> "%s (%s)".formatted(run.runId(), run.verdict()))
                .collect(Collectors.joining(", "));
        return new ProblemException(Problem.declaration(
                runId == null ? "resume" : "resume " + runId,
                runId == null ? "no run was interrupted or failed" : "that is no run that was interrupted or failed",
                which.isEmpty() ? "an interrupted or failed run" : "one of " + which,
                which.isEmpty() ? "`maaltal run nightly` begins one" : "name one of them, or none for the newest"));
    }

    private Declared declared(JobRequest asked) {
        Declared job = jobs.get(asked.job());
        if (job == null) {
            throw new ProblemException(Problem.declaration(
                    "job " + asked.job(),
                    "there is no such job",
                    String.join(", ", jobs.keySet().stream().sorted().toList()),
                    "name one of them"));
        }
        return job;
    }

    private Optional<RunOutcome> launch(JobRequest asked, boolean again, boolean patiently) {
        Declared job = declared(asked);
        signal.enter();
        try {
            return launch(asked, job, again, patiently);
        } catch (DataAccessException | TransactionException e) {
            throw Failures.named(e)
                    .map(problem -> new ProblemException(problem, e))
                    .orElseThrow(() -> e);
        } catch (StoppedException e) {
            if (patiently) {
                return Optional.empty(); // while it waited; whoever asked is being stopped too
            }
            throw e;
        } finally {
            signal.leave();
        }
    }

    private Optional<RunOutcome> launch(JobRequest asked, Declared job, boolean again, boolean patiently) {
        JobRequest request = asked;
        boolean sameTry = false;
        while (true) {
            boolean waits = patiently || sameTry || job.rank().givesWay();
            try (Lease lease = turn(request, job, waits, sameTry && !patiently)) {
                ledger.abandonAllBut(null);
                recoverInterrupted();
                JobRequest open = unfinished(request);
                if (sameTry && open.attempt() > request.attempt()) {
                    return Optional.of(closing.closed(request)); // another process took it up while it gave way
                }
                request = open;
                if (!again && request.attempt() > asked.attempt()) {
                    return Optional.empty();
                }
                lease.isFor(request.runId());
                JobRequest begun = request;
                signal.canLetGo(() -> {
                    closing.pause(begun, stopped(patiently), STOPPED_SUMMARY);
                    lease.close();
                });
                try (RunLog named = RunLog.of(request)) {
                    ledger.open(request, sameTry);
                    RunRow began = ledger.find(request.runId()).orElseThrow();
                    note(began);
                    Throwable failure = execute(job.job(), request);
                    if (!is(failure, GaveWay.class)) {
                        return Optional.of(tell(ended(began, request, failure, stopped(patiently))));
                    }
                    closing.pause(
                            request, Verdict.ABANDONED.exitCode(), "gave way to a job that goes first; it goes on");
                    sameTry = true;
                }
            }
        }
    }

    /** @param byHand whether a person waits for it who may think better of it */
    private Lease turn(JobRequest request, Declared job, boolean waits, boolean byHand) {
        try {
            return turns.take(request.job(), request.runId(), job.rank(), waits);
        } catch (StoppedException e) {
            if (byHand) {
                ledger.stoppedByHand(request.runId(), STOPPED);
            }
            throw e;
        }
    }

    /** A person who stops a run has ended it; one that ends with its server goes on with the next. */
    private static int stopped(boolean patiently) {
        return patiently ? Verdict.ABANDONED.exitCode() : STOPPED;
    }

    private void note(RunRow began) {
        List<RunEvent> notes = new ArrayList<>();
        for (RunListener listener : listeners.get()) {
            try {
                listener.begun(began).forEach(problem -> notes.add(RunEvent.note(problem)));
            } catch (RuntimeException e) {
                LOG.warn("{} before {}: {}", listener.getClass().getSimpleName(), began.runId(), Failures.briefly(e));
            }
        }
        ledger.record(began.runId(), Closing.BEGUN, notes);
    }

    private RunOutcome ended(RunRow began, JobRequest request, @Nullable Throwable failure, int stopped) {
        try {
            if (signal.isTold() && is(failure, StoppedException.class)) {
                return closing.pause(request, stopped, STOPPED_SUMMARY);
            }
            return closing.close(request, failure);
        } catch (RuntimeException e) {
            LOG.debug("run {} could not be closed", request.runId(), e);
            return closing.unclosed(began, failure == null ? List.of(e) : List.of(failure, e));
        }
    }

    /** Of what Batch has gathered: why work stopped, then what has a name, and Batch's own words last. */
    private static Throwable decisive(List<Throwable> failures, JobExecution execution) {
        return Stream.<Predicate<Throwable>>of(
                        t -> is(t, StoppedException.class) || is(t, GaveWay.class),
                        t -> is(t, ProblemException.class) || Failures.named(t).isPresent(),
                        t -> !(t instanceof JobExecutionException),
                        t -> true)
                .flatMap(kind -> failures.stream().filter(kind))
                .findFirst()
                .orElseGet(() -> new IllegalStateException("ended " + execution.getExitStatus()));
    }

    private static boolean is(@Nullable Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
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
        return ledger.find(request.runId())
                .filter(run -> run.verdict().isFinal())
                .isPresent();
    }

    /** Whether all its work was done, though its process died before it could be closed. */
    private boolean isDone(JobRequest request) {
        JobInstance instance = repository.getJobInstance(request.job(), request.toJobParameters());
        JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private @Nullable Throwable execute(Job job, JobRequest request) {
        try {
            UncertainEnd.settle(repository, request);
            if (isDone(request)) {
                return null;
            }
            JobExecution execution = operator.start(job, request.toJobParameters());
            if (execution.getStatus() == BatchStatus.COMPLETED) {
                return null;
            }
            return decisive(execution.getAllFailureExceptions(), execution);
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
                LOG.warn("{} after {}: {}", listener.getClass().getSimpleName(), outcome.runId(), Failures.briefly(e));
                LOG.debug("it failed", e);
            }
        }
        return outcome;
    }
}
