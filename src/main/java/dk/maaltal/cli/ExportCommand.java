package dk.maaltal.cli;

import dk.maaltal.plan.Plan;
import dk.maaltal.report.Published;
import dk.maaltal.report.export.ExportFormat;
import dk.maaltal.report.export.Exports;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes a snapshot with its metadata to files, one for each table of the contract.")
final class ExportCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "PERIOD", description = "2024Q1, 2024H1 or 2024.")
    String period = "";

    @Option(
            names = "--format",
            defaultValue = "csv",
            paramLabel = "F",
            description = "csv, xlsx, parquet or powerbi; ${DEFAULT-VALUE} when nothing is said.")
    String format = "csv";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to.")
    Path out = Path.of(".");

    // Not the standard mixin: its --version would be another one.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Option(names = "--version", paramLabel = "N", description = "That version; the newest otherwise.")
    @Nullable
    Integer version;

    @Option(names = "--plan", paramLabel = "ID", description = "Which plan, when several are followed.")
    @Nullable
    String plan;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ExportFormat wanted = ExportFormat.of(format);
        Plan followed = PlanChoice.choose(session, plan);
        String id = session.get(Published.class).snapshotId(followed.id(), Words.period(period), version, null);
        session.get(Exports.class).write(wanted, id, followed, out).forEach(session.out()::println);
    }
}
