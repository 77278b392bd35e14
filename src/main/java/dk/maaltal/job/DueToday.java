package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.staging.Staging;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Restricts the steps after it to the tables whose next update the catalogue announced for the run's own date in
 * Denmark; when there is none they ask the source nothing. Kept with the run: once the catalogue is read anew, it
 * announces the update after.
 */
final class DueToday implements Steps.Work {
    private static final String SCOPE = "due-today";
    /** In the job's execution context: ids with commas between; not there in a job without this step. */
    private static final String TABLES = "tablesDueToday";

    private final Staging staging;
    private final Plans plans;
    private final RunLedger ledger;

    DueToday(Staging staging, Plans plans, RunLedger ledger) {
        this.staging = staging;
        this.plans = plans;
        this.ledger = ledger;
    }

    @Override
    public void run(Steps.RunContext run) {
        LocalDate today = PublicationCalendar.dateOf(run.request().asOf());
        if (!context(run).containsKey(TABLES)) {
            context(run).putString(TABLES, String.join(",", due(today)));
        }
        List<String> due = tables(run).orElseThrow();
        String what = due.isEmpty()
                ? "no table has its update on %s: nothing is asked".formatted(today)
                : "the update of %s is announced for %s".formatted(String.join(", ", due), today);
        ledger.record(run.runId(), SCOPE, List.of(RunEvent.done("jobindsats", what)));
    }

    private List<String> due(LocalDate today) {
        Optional<Catalogue> known = staging.catalogue();
        return known.stream()
                .flatMap(catalogue -> Wanted.of(plans, catalogue).byTable().keySet().stream()
                        .filter(id -> catalogue
                                .ofId(id)
                                .map(CatalogueTable::updateNext)
                                .filter(today::equals)
                                .isPresent()))
                .collect(Collectors.toList());
    }

    /** Whether the run may ask the source anything. */
    static boolean asksFor(Steps.RunContext run) {
        return tables(run).map(due -> !due.isEmpty()).orElse(true);
    }

    /** Whether the run may ask for the table. */
    static boolean asksFor(Steps.RunContext run, String table) {
        return tables(run).map(due -> due.contains(table)).orElse(true);
    }

    private static Optional<List<String>> tables(Steps.RunContext run) {
        return context(run).containsKey(TABLES)
                ? Optional.of(Stream.of(context(run).getString(TABLES).split(","))
                        .filter(id -> !id.isEmpty())
                        .toList())
                : Optional.empty();
    }

    private static ExecutionContext context(Steps.RunContext run) {
        return run.execution().getJobExecution().getExecutionContext();
    }
}
