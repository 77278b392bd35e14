package dk.maaltal.cli;

import dk.maaltal.job.JobRequest;
import dk.maaltal.job.NightClock;
import dk.maaltal.job.Rehearsal;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.PublicationPlan;
import dk.maaltal.snapshot.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a job of the jobs folder now: nightly (fetch, then publish every period that is due), morning (only the",
            "tables announced for today) or snapshot (publish what is due, or one period; fetches nothing).",
            "An interrupted run of the same job, period and as-of goes on where it stopped."
        })
final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "JOB", description = "nightly, morning or snapshot.")
    String job = "";

    @Option(names = "--period", paramLabel = "P", description = "2024Q1, 2024H1 or 2024: only that one.")
    @Nullable
    String period;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "An instant (2024-09-30T12:00:00Z): use only what was known then.")
    @Nullable
    String asOf;

    @Option(
            names = "--plan-only",
            description = "Only say what publishing would do from what is known now: fetches and writes nothing.")
    boolean planOnly;

    @Option(names = "--json", description = "With --plan-only: everything, as JSON.")
    boolean json;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        NightClock clock = session.get(NightClock.class);
        Words.requireOneJob(job);
        ReferencePeriod wanted = period == null ? null : Words.period(period);
        Instant at = asOf == null ? clock.instant() : Words.instant(asOf);
        if (at.isAfter(clock.instant())) {
            throw new ProblemException(Problem.declaration(
                    "--as-of " + asOf, "that lies after now", "an instant that has been", "give an earlier one"));
        }
        if (planOnly) {
            return rehearse(wanted);
        }
        if (json) {
            throw new ProblemException(Problem.declaration(
                    "run --json", "a run has no JSON", "--plan-only --json", "leave --json out, or ask for the plan"));
        }
        JobRequest request = JobRequest.of(job, wanted, at, "operator");
        RunOutcome outcome = session.withProgress(
                () -> session.get(RunLauncher.class).run(asOf == null ? request : request.knowingOnlyThen()));
        return Outcomes.print(outcome, session);
    }

    private int rehearse(@Nullable ReferencePeriod wanted) {
        List<PublicationPlan> plans = session.withProgress(
                () -> session.get(Rehearsal.class).plan(job, wanted, asOf == null ? null : Words.instant(asOf)));
        if (json) {
            session.out().println(Table.json(PlanText.asMaps(plans)));
        } else {
            PlanText.lines(plans).forEach(session.out()::println);
        }
        session.err().println("nothing was fetched, written or published");
        return plans.stream().anyMatch(plan -> plan.ruling() instanceof Ruling.Hold) ? ExitCodes.REFUSED : 0;
    }
}
