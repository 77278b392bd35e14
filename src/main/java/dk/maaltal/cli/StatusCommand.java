package dk.maaltal.cli;

import dk.maaltal.job.StatusReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "How things stand: sources, runs, periods due, and the next step where something is wrong.")
final class StatusCommand implements Runnable {
    private final Session session;

    @Mixin
    Table table = new Table();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        StatusReport.Status status = session.get(StatusReport.class).now();
        if (table.json()) {
            table.print(status, session.out());
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
        session.out().println("Periods");
        table.print(status.periods(), session.out());
        session.out().println();
        status.next().forEach(line -> session.out().println("Next: " + line));
    }
}
