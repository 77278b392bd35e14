package dk.maaltal.cli;

import dk.maaltal.job.BackfillPlan;
import dk.maaltal.job.BackfillSpan;
import dk.maaltal.job.Backfilling;
import dk.maaltal.job.JobRequest;
import dk.maaltal.job.NightClock;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes the periods of earlier years: plans, shows the plan, then fetches what is needed and publishes"
                    + " each period, oldest first.",
            "Asked for a second time, it goes on where it stopped."
        })
final class BackfillCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "P",
            description = "The first period: 2021Q1, 2021H1 or 2021.")
    String from = "";

    @Option(names = "--to", required = true, paramLabel = "P", description = "The last one: 2024Q4, 2024H2 or 2024.")
    String to = "";

    @Option(
            names = "--measure",
            paramLabel = "IDS",
            description =
                    "6.1,6.4: fetch only what these need, and publish only periods in which a cell of them changes"
                            + " (a version is whole all the same).")
    @Nullable
    String measures;

    @Option(names = "--plan-only", description = "Only show the plan: fetches and writes nothing.")
    boolean planOnly;

    @Option(names = "--json", description = "With --plan-only: everything, as JSON.")
    boolean json;

    BackfillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (json && !planOnly) {
            throw new ProblemException(Problem.declaration(
                    "backfill --json",
                    "a run has no JSON",
                    "--plan-only --json",
                    "leave --json out, or ask for the plan"));
        }
        Backfilling backfilling = session.get(Backfilling.class);
        BackfillSpan span = backfilling.span(from, to, measures);
        BackfillPlan plan = session.withProgress(() -> backfilling.plan(span));
        if (json) {
            session.out().println(Table.json(BackfillText.asMap(plan)));
        } else {
            BackfillText.lines(plan).forEach(session.out()::println);
        }
        if (planOnly) {
            session.err().println("nothing was fetched, written or published");
            return plan.wouldHold() ? ExitCodes.REFUSED : 0;
        }
        session.out().flush();
        RunOutcome outcome = session.withProgress(() -> session.get(RunLauncher.class)
                .run(JobRequest.backfill(span, session.get(NightClock.class).instant())));
        session.out().println();
        new Table().print(backfilling.result(span, outcome.runId()), session.out());
        return Outcomes.print(outcome, session);
    }
}
