package dk.maaltal.snapshot;

import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one version as a whole; inside its caller's transaction. */
final class VersionWriter {
    private final Snapshots snapshots;
    private final Store store;
    private final Seals seals;

    VersionWriter(Snapshots snapshots, Store store, Seals seals) {
        this.snapshots = snapshots;
        this.store = store;
        this.seals = seals;
    }

    /**
     * Rows, lineage, names, seal, and the version itself, counted and digested again from the database before that.
     *
     * @param plan as it was when the rows were computed
     * @param baseId the version it follows, or null for the first
     * @throws ProblemException when that is not the newest any more, or what was stored is not what was given
     */
    void write(
            Plan plan,
            @Nullable String baseId,
            Version version,
            List<Row> rows,
            Collection<Lineage> lineages,
            Seal.Ground ground) {
        Guard.stillNewest(version.snapshotId(), baseId, snapshots.latest(version.planId(), version.period()));
        store.addRows(version.snapshotId(), rows);
        store.addLineages(lineages);
        store.addNames(plan, version.period());
        seals.add(Seal.of(version, rows, ground));
        store.removePreview(version.planId(), version.period());
        Guard.stored(version, snapshots.rows(version.snapshotId()));
        // Last: from then on the database takes nothing more that belongs to it.
        store.addVersion(version);
    }
}
