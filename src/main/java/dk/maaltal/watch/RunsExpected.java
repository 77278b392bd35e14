package dk.maaltal.watch;

import dk.maaltal.job.RunListener;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.job.RunRow;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Notes in a run which ones before it were missed, and writes down at its end when the next of its job is due: so that
 * under cron silence is a failure too.
 */
final class RunsExpected implements RunListener {
    private static final int NAMED = 5;

    private final Expectations expectations;
    private final Clock clock;

    RunsExpected(Expectations expectations, Clock clock) {
        this.expectations = expectations;
        this.clock = clock;
    }

    @Override
    public List<Problem> begun(RunRow run) {
        if (!isForAllPeriods(run)) {
            return List.of();
        }
        List<Unmet> due = expectations.due(run.job(), run.asOf());
        if (due.size() < 2) {
            return List.of();
        }
        List<Unmet> missed = due.subList(0, due.size() - 1);
        String more = missed.size() > NAMED ? " and %d more".formatted(missed.size() - NAMED) : "";
        String which = missed.stream()
                .skip(Math.max(0, missed.size() - NAMED))
                .map(one -> one.expected().dueAt().toString())
                .collect(Collectors.joining(", "));
        return List.of(new Problem(Mover.US, "makes up for " + which + more, "begun", "", ""));
    }

    @Override
    public void ended(RunOutcome outcome) {
        if (isForAllPeriods(outcome.run())) {
            expectations.write(outcome.run().job(), clock.instant());
        }
    }

    /** One that was asked for one period, or for what was known at another time, is none of the schedule's. */
    private static boolean isForAllPeriods(RunRow run) {
        return run.runId().startsWith(run.job() + "/" + run.asOf() + "/");
    }
}
