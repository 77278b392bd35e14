package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import tools.jackson.databind.json.JsonMapper;

/** Runs jobs: one at a time in a home, each to a verdict, taking up what was interrupted. */
public final class RunLauncher {
    private static final int WRONG_USE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(RunLauncher.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Home home;
    private final Map<String, Job> jobs;
    private final JobOperator operator;
    private final JobRepository repository;
    private final RunLedger ledger;

    RunLauncher(Home home, Map<String, Job> jobs, JobOperator operator, JobRepository repository, RunLedger ledger) {
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
            ledger.abandonOthers(request.runId());
            ledger.open(request);
            return Optional.of(outcome(request, execute(job, request)));
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
            return false;
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

    private RunOutcome outcome(JobRequest request, @Nullable Throwable failure) {
        List<RunEvent> events = ledger.events(request.runId());
        List<Problem> held = of(events, RunEvent.Kind.HELD);
        List<Problem> gaps = of(events, RunEvent.Kind.GAP);
        Verdict verdict = Verdict.COMPLETE;
        if (failure != null) {
            LOG.debug("run {} failed", request.runId(), failure);
            verdict = Verdict.FAILED;
            gaps = Stream.concat(failures(request, failure).stream(), gaps.stream())
                    .toList();
        } else if (!held.isEmpty()) {
            verdict = Verdict.REFUSED;
        } else if (!gaps.isEmpty()) {
            verdict = Verdict.COMPLETE_WITH_GAPS;
        }
        List<String> done = of(events, RunEvent.Kind.DONE).stream()
                .map(p -> p.where() + ": " + p.what())
                .toList();
        String waits = held.isEmpty() ? "" : ", %d held for a person to decide on".formatted(held.size());
        String summary = "%d done, %d missing%s".formatted(done.size(), gaps.size(), waits);
        int exitCode = exitCode(verdict, failure);
        ledger.close(
                request.runId(),
                verdict,
                exitCode,
                summary,
                JSON.writeValueAsString(Stream.concat(held.stream(), gaps.stream())
                        .map(Problem::toString)
                        .toList()));
        return new RunOutcome(
                request.runId(), verdict, exitCode, summary, done, held, gaps, of(events, RunEvent.Kind.NOTE));
    }

    /** What was asked for wrongly is wrong use, though a run had begun. */
    private static int exitCode(Verdict verdict, @Nullable Throwable failure) {
        boolean wrongUse = failure != null
                && known(failure)
                        .map(ProblemException::problems)
                        .filter(problems -> problems.stream().allMatch(p -> p.mover() == Mover.DECLARATION))
                        .isPresent();
        return wrongUse ? WRONG_USE : verdict.exitCode();
    }

    private static Optional<ProblemException> known(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProblemException known) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private static List<Problem> of(List<RunEvent> events, RunEvent.Kind kind) {
        return events.stream()
                .filter(e -> e.kind() == kind)
                .map(RunEvent::problem)
                .collect(Collectors.toList());
    }

    private static List<Problem> failures(JobRequest request, Throwable failure) {
        return known(failure)
                .map(ProblemException::problems)
                .orElseGet(() -> List.of(new Problem(
                        Mover.US,
                        failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                        "run " + request.runId(),
                        "a run to its end",
                        "run it again; it goes on where it stopped (--debug shows the stack trace)")));
    }
}
