package dk.maaltal.cli;

import dk.maaltal.plan.Plan;
import dk.maaltal.report.Grid;
import dk.maaltal.report.Published;
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
}
