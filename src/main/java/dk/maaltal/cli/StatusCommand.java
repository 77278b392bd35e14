package dk.maaltal.cli;

import dk.maaltal.job.StatusReport;
import dk.maaltal.report.DecisionList;
import dk.maaltal.report.Grid;
import dk.maaltal.watch.Standing;
import dk.maaltal.watch.alert.AlertChecks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "How things stand: sources, runs, periods due, and the next step where something is wrong.")
final class StatusCommand implements Runnable {
    private static final int PUBLISHED_SHOWN = 3;

    private final Session session;

    @Option(
            names = "--all",
            description = "Every table, register, period and next step, however many lines that takes.")
    boolean all;

    @Mixin
    Table table = new Table();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Standing.Now now = session.get(Standing.class).now();
        boolean told = session.get(AlertChecks.class).hasChannel();
        StatusReport.Status status = now.status();
        if (table.json()) {
            table.print(now, session.out());
            return;
        }
        if (!all && !table.forMachines()) {
            StatusScreen.of(now, told).forEach(session.out()::println);
            return;
        }
        if (table.forMachines()) {
            table.print(status.sources(), session.out());
            return;
        }
        session.out().println("Tables of Jobindsats");
        table.print(status.sources(), session.out());
        session.out().println();
        session.out().println("Registers");
        table.print(status.registers(), session.out());
        session.out().println();
        session.out().println("CVR and the key");
        table.print(status.others(), session.out());
        session.out().println();
        session.out().println("Last runs");
        table.print(status.runs(), session.out());
        session.out().println();
        session.out().println("Decisions");
        if (status.decisions().isEmpty()) {
            session.out().println("none waits");
        } else {
            table.print(DecisionList.forPeople(status.decisions()), session.out());
        }
        session.out().println();
        session.out().println("Periods");
        List<List<@Nullable Object>> periods = shown(status.periods().rows());
        table.print(new Grid(status.periods().columns(), periods), session.out());
        int more = status.periods().rows().size() - periods.size();
        if (more > 0) {
            session.out().println("and %d more that are published: maaltal list snapshots".formatted(more));
        }
        session.out().println();
        StatusScreen.whole(now, told).forEach(session.out()::println);
    }

    /** Those that are not published, and the last that are. */
    private static List<List<@Nullable Object>> shown(List<List<@Nullable Object>> periods) {
        List<List<@Nullable Object>> shown = new ArrayList<>();
        int published = 0;
        for (int i = periods.size() - 1; i >= 0; i--) {
            List<@Nullable Object> row = periods.get(i);
            boolean isPublished = "published".equals(row.get(row.size() - 1));
            if (!isPublished || published++ < PUBLISHED_SHOWN) {
                shown.add(0, row);
            }
        }
        return shown;
    }
}
