package dk.maaltal.cli;

import dk.maaltal.job.Rejections;
import dk.maaltal.report.Grid;
import dk.maaltal.report.Published;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what there is.")
final class ListCommand implements Runnable {
    enum What {
        snapshots,
        runs,
        measures,
        deliveries,
        rejections
    }

    private final Session session;

    @Parameters(paramLabel = "WHAT", description = "One of ${COMPLETION-CANDIDATES}.")
    What what = What.snapshots;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "At most so many runs, deliveries or rejections (${DEFAULT-VALUE}).")
    int limit = 50;

    @Mixin
    Table table = new Table();

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Published published = session.get(Published.class);
        Grid grid = switch (what) {
            case snapshots -> published.snapshots();
            case runs -> published.runs(limit);
            case measures -> published.measures();
            case deliveries -> published.deliveries(limit);
            case rejections -> session.get(Rejections.class).newest(limit);
        };
        table.print(grid, session.out());
        if (grid.rows().isEmpty()) {
            session.err().println("none yet" + (what == What.rejections ? "" : "; `maaltal run nightly` makes some"));
        }
    }
}
