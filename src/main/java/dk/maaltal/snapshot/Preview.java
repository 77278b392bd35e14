package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluated;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Replaces what {@code bi.preview_value} shows: periods that have begun and are not published. */
public final class Preview {
    private final Evaluation evaluation;
    private final Snapshots snapshots;
    private final Store store;
    private final TransactionTemplate transaction;
    private final Fence fence;

    Preview(Evaluation evaluation, Snapshots snapshots, Store store, TransactionTemplate transaction, Fence fence) {
        this.evaluation = evaluation;
        this.snapshots = snapshots;
        this.store = store;
        this.transaction = transaction;
        this.fence = fence;
    }

    /** What stands in the preview for {@code snapshot_id}, {@code norddjurs-2024/2024H2/preview}. */
    static String id(String planId, ReferencePeriod period) {
        return "%s/%s/preview".formatted(planId, period.id());
    }

    /**
     * Replaces the plan's preview in one transaction.
     *
     * @param runId the run that asks
     * @return what it shows now, by period
     */
    public List<Evaluated> replace(Plan plan, Instant asOf, String runId) {
        Instant moment = asOf.truncatedTo(ChronoUnit.MICROS);
        Evaluation.At at = evaluation.at(moment);
        List<ReferencePeriod> unpublished = PublicationCalendar.begun(plan, PublicationCalendar.dateOf(moment)).stream()
                .filter(period -> snapshots.latest(plan.id(), period).isEmpty())
                .toList();
        List<Evaluated> open = at.evaluate(plan, unpublished);
        transaction.executeWithoutResult(status -> {
            // First what publishing writes first: two who wait for each other wait for ever.
            open.forEach(evaluated -> store.addLineages(evaluated.lineages().values()));
            store.removePreview(plan.id());
            for (Evaluated evaluated : open) {
                store.addPreview(plan, evaluated);
                store.addNames(plan, evaluated.period());
            }
            fence.hold(runId);
        });
        return open;
    }
}
