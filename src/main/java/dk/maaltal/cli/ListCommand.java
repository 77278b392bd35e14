package dk.maaltal.cli;

import dk.maaltal.job.MaturityList;
import dk.maaltal.job.Recovery;
import dk.maaltal.job.Rejections;
import dk.maaltal.plan.Plan;
import dk.maaltal.report.DecisionList;
import dk.maaltal.report.Grid;
import dk.maaltal.report.Published;
import dk.maaltal.snapshot.Decision;
import dk.maaltal.snapshot.Decisions;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        rejections,
        decisions,
        maturity
    }

    private static final int MOST_NEWS = 50;

    private final Session session;

    @Parameters(paramLabel = "WHAT", description = "One of ${COMPLETION-CANDIDATES}.")
    What what = What.snapshots;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many runs, deliveries or rejections (50, but every rejection).")
    @Nullable
    Integer limit;

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Of which plan the maturity is listed, when several are followed.")
    @Nullable
    String plan;

    @Mixin
    Table table = new Table();

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Grid all = all();
        int most = most(all.rows().size());
        Grid grid = new Grid(all.columns(), all.rows().subList(0, most));
        table.print(grid, session.out());
        if (all.rows().isEmpty()) {
            boolean good = what == What.rejections || what == What.decisions;
            session.err().println("none yet" + (good ? "" : "; `maaltal run nightly` makes some"));
        }
        if (most < all.rows().size()) {
            session.err()
                    .println("%d of %d; --limit N shows more"
                            .formatted(most, all.rows().size()));
        }
        if (what == What.rejections) {
            session.get(Rejections.class).notKept().forEach(session.err()::println);
        }
    }

    private Grid all() {
        Published published = session.get(Published.class);
        return switch (what) {
            case snapshots -> published.snapshots();
            case runs -> {
                session.get(Recovery.class).markIfPossible();
                yield published.runs(Integer.MAX_VALUE);
            }
            case measures -> published.measures();
            case deliveries -> published.deliveries(Integer.MAX_VALUE);
            case rejections -> session.get(Rejections.class).newest(Integer.MAX_VALUE);
            case decisions -> decisions();
            case maturity -> maturity();
        };
    }

    private Grid maturity() {
        Plan chosen = PlanChoice.choose(session, plan);
        MaturityList list = session.get(MaturityList.class);
        return table.forMachines() ? list.of(chosen) : list.forPeople(chosen);
    }

    private Grid decisions() {
        List<Decision> all = session.get(Decisions.class).all();
        return table.forMachines() ? DecisionList.of(all) : DecisionList.forPeople(all);
    }

    /** Whoever mends a file needs every rejection; of what is only news the newest do. */
    private int most(int all) {
        return switch (what) {
            case snapshots, measures, decisions, maturity -> all;
            case runs, deliveries -> Math.min(all, limit == null ? MOST_NEWS : Math.max(0, limit));
            case rejections -> limit == null ? all : Math.min(all, Math.max(0, limit));
        };
    }
}
