package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.TableFetch;
import dk.maaltal.source.jobindsats.TableFetcher;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.Taking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Fetches the tables that have something new, each a partition of its own: what fails with one does not touch the
 * others, and an interrupted run goes on with those that are left.
 */
final class TableWork implements Steps.Work, Partitioner {
    private static final String TABLE = "table";

    private final TableFetcher fetcher;
    private final Staging staging;
    private final Plans plans;
    private final RunLedger ledger;
    private final Progress progress;
    private final Set<String> acceptShrunk;

    /** @param acceptShrunk ids of the tables that may hold less than before */
    TableWork(
            TableFetcher fetcher,
            Staging staging,
            Plans plans,
            RunLedger ledger,
            Progress progress,
            Collection<String> acceptShrunk) {
        this.fetcher = fetcher;
        this.staging = staging;
        this.plans = plans;
        this.ledger = ledger;
        this.progress = progress;
        this.acceptShrunk = Set.copyOf(acceptShrunk);
    }

    /** One partition for each table that the catalogue offers and a plan wants. */
    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        if (staging.catalogue().isPresent()) {
            wanted().byTable().keySet().forEach(id -> partitions.put(id, new ExecutionContext(Map.of(TABLE, id))));
        }
        return partitions;
    }

    private Wanted wanted() {
        return Wanted.of(plans, catalogue());
    }

    private Catalogue catalogue() {
        return staging.catalogue().orElseThrow(() -> new IllegalStateException("no catalogue was ever taken"));
    }

    @Override
    public void run(Steps.RunContext run) {
        if (!CatalogueWork.wasRead(run)) {
            return; // what is new is unknown, and the catalogue's own event says why
        }
        String id = run.execution().getExecutionContext().getString(TABLE);
        CatalogueTable table = catalogue().ofId(id).orElseThrow();
        List<SeriesSelector> wants = Objects.requireNonNull(wanted().byTable().get(id));
        if (DueToday.asksFor(run, id) && isNew(table, wants)) {
            progress.at("fetching " + id, 0, 0);
            ledger.record(run.runId(), "table:" + id, fetch(table, wants));
        }
    }

    /** A table is read anew when its update changed, when the last try did not end, or when the plans want more of it. */
    private boolean isNew(CatalogueTable table, List<SeriesSelector> wants) {
        return staging.held(table.id())
                .map(held -> table.updateLatest() == null
                        || !table.updateLatest().equals(held.updateLatest())
                        || !held.wanted().equals(TableFetcher.wanted(wants)))
                .orElse(true);
    }

    private List<RunEvent> fetch(CatalogueTable table, List<SeriesSelector> wants) {
        List<RunEvent> events = new ArrayList<>();
        TableFetch fetch = fetcher.fetch(table, wants);
        if (fetch instanceof TableFetch.Failed failed) {
            events.add(RunEvent.gap(failed.problem()));
        } else if (fetch instanceof TableFetch.Complete complete) {
            // What the plans want and the table lacks is said once, by the measures that lack it.
            complete.notes().stream()
                    .filter(note -> note.next().isEmpty())
                    .forEach(note -> events.add(RunEvent.note(note)));
            boolean mayShrink = acceptShrunk.contains(table.id());
            events.addAll(taken(table, staging.take(complete.reading(), mayShrink, progress::at)));
        }
        return events;
    }

    private static List<RunEvent> taken(CatalogueTable table, Taking taking) {
        String where = "jobindsats, table " + table.id();
        List<RunEvent> events = new ArrayList<>();
        if (taking instanceof Taking.Refused refused) {
            events.add(RunEvent.gap(refused.problem()));
        } else if (taking instanceof Taking.Taken taken) {
            taken.notes().forEach(note -> events.add(RunEvent.note(Problem.upstream(where, note, "", ""))));
            events.add(RunEvent.done(
                    where,
                    "updated %s: %d observations new or changed, %d closed, %d unchanged"
                            .formatted(
                                    Objects.requireNonNullElse(table.updateLatest(), "(no date)"),
                                    taken.opened(),
                                    taken.closed(),
                                    taken.unchanged())));
        }
        return events;
    }
}
