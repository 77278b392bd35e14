package dk.maaltal.cli;

import dk.maaltal.job.NightClock;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.report.ComputedCells;
import dk.maaltal.report.Grid;
import dk.maaltal.report.Published;
import dk.maaltal.snapshot.Computing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a snapshot: the plan's own municipality for people, every cell with --csv or --json.")
final class ShowCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "PERIOD", description = "2024Q1, 2024H1 or 2024.")
    String period = "";

    // Not the standard mixin: its --version would be another one.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Option(names = "--version", paramLabel = "N", description = "That version; the newest otherwise.")
    @Nullable
    Integer version;

    @Option(names = "--as-of", paramLabel = "T", description = "The version that was the newest at an instant.")
    @Nullable
    String asOf;

    @Option(
            names = "--computed",
            description = "Compute it as of --as-of, or now, from what was known then; publishes nothing.")
    boolean computed;

    @Option(names = "--plan", paramLabel = "ID", description = "Which plan, when several are followed.")
    @Nullable
    String plan;

    @Mixin
    Table table = new Table();

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Published published = session.get(Published.class);
        Plan chosen = PlanChoice.choose(session, plan);
        if (computed) {
            compute(chosen);
            return;
        }
        String id = published.snapshotId(
                chosen.id(), Words.period(period), version, asOf == null ? null : Words.instant(asOf));
        if (table.forMachines()) {
            table.print(published.cells(id), session.out());
            return;
        }
        Grid head = published.snapshot(id);
        session.out().println(chosen.titleDa() + ", " + chosen.area().name());
        head.asMaps().get(0).forEach((column, value) -> {
            if (value != null && !column.equals("snapshot_id") && !column.equals("previous_sha256")) {
                session.out().println("  %-14s %s".formatted(column, value));
            }
        });
        session.out().println();
        table.print(published.ownCells(id, chosen.area().code()), session.out());
        session.out().println();
        session.out().println("Every area and column: maaltal show " + period + " --csv");
        Origins.say(published.cells(id), session.out());
    }

    private void compute(Plan chosen) {
        if (version != null) {
            throw new ProblemException(Problem.declaration(
                    "show --computed --version " + version,
                    "a version is not computed, it stands",
                    "--computed with --as-of, or --version",
                    "leave one out; `maaltal recompute` computes a version again and compares"));
        }
        Instant at = asOf == null ? session.get(NightClock.class).instant() : Words.instant(asOf);
        Computing.Cells cells = session.get(Computing.class).compute(chosen, Words.period(period), at);
        Grid all = ComputedCells.all(cells);
        if (table.forMachines()) {
            table.print(all, session.out());
            return;
        }
        session.out().println(chosen.titleDa() + ", " + chosen.area().name());
        session.out()
                .println(
                        "  %s computed as of %s by today's definitions; not a published version".formatted(period, at));
        session.out().println();
        table.print(ComputedCells.own(cells, chosen), session.out());
        session.out().println();
        Origins.say(all, session.out());
    }
}
