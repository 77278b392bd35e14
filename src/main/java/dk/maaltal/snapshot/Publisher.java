package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluated;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans and commits versions: what would change stands before anything is written. */
public final class Publisher {
    /** A first version computed later than this after its publication day is marked as backfilled. */
    private static final int BACKFILL_AFTER_DAYS = 31;

    private final Evaluation evaluation;
    private final Snapshots snapshots;
    private final Store store;
    private final Definitions definitions;
    private final Seals seals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Publisher(
            Evaluation evaluation,
            Snapshots snapshots,
            Store store,
            Definitions definitions,
            Seals seals,
            TransactionTemplate transaction,
            Clock clock) {
        this.evaluation = evaluation;
        this.snapshots = snapshots;
        this.store = store;
        this.definitions = definitions;
        this.seals = seals;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What publishing the period would do.
     *
     * @throws ProblemException when the as-of lies after now, before the period's end, or before that of the newest version
     *     and its content differs
     */
    public PublicationPlan plan(Plan plan, ReferencePeriod period, Instant asOf) {
        return plan(plan, List.of(period), asOf).get(0);
    }

    /** The same for several periods, reading what was known once. */
    public List<PublicationPlan> plan(Plan plan, List<ReferencePeriod> periods, Instant asOf) {
        Instant moment = asOf.truncatedTo(ChronoUnit.MICROS);
        Guard.time(plan, periods, moment, clock.instant());
        Evaluation.At at = evaluation.at(moment);
        List<PublicationPlan> plans = at.evaluate(plan, periods).stream()
                .map(evaluated -> compare(plan, evaluated))
                .toList();
        Guard.order(plans);
        return plans;
    }

    private PublicationPlan compare(Plan plan, Evaluated evaluated) {
        Version base = snapshots.latest(plan.id(), evaluated.period()).orElse(null);
        List<Row> before = base == null ? List.of() : snapshots.rows(base.snapshotId());
        return new PublicationPlan(
                plan, evaluated, base, Digest.of(evaluated.rows()), Change.between(before, evaluated.rows()));
    }

    /**
     * Publishes what was planned as one whole: version, rows, lineage, names, definitions and seal in one transaction,
     * counted and digested again from the database before it ends. Nothing is written when nothing changed.
     *
     * @param runId the run that asks, or null
     * @param note a person's reason, or null for one made from the changes
     * @throws ProblemException when another version was published since the plan was made, or what was stored is not what
     *     was planned; nothing is written then
     */
    public Publication commit(PublicationPlan planned, @Nullable String runId, @Nullable String note) {
        Version base = planned.base();
        if (base != null && planned.isUnchanged()) {
            return new Publication.Unchanged(base);
        }
        Version version = version(planned, runId, note);
        try {
            transaction.executeWithoutResult(status -> write(planned, version));
        } catch (DuplicateKeyException e) {
            throw Guard.overtaken(planned, e);
        }
        return new Publication.Published(version);
    }

    private Version version(PublicationPlan planned, @Nullable String runId, @Nullable String note) {
        Version base = planned.base();
        String planId = planned.plan().id();
        return new Version(
                Version.id(planId, planned.period(), planned.number()),
                planId,
                planned.period(),
                planned.number(),
                planned.asOf(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                true,
                planned.kind(),
                note == null || note.isBlank() ? planned.note() : PublicationPlan.bounded(note),
                base == null ? isBackfill(planned) : base.backfilled(),
                planned.evaluated().rows().size(),
                planned.contentSha256(),
                base == null ? null : base.contentSha256(),
                runId);
    }

    private static boolean isBackfill(PublicationPlan planned) {
        LocalDate day = planned.plan().publication().day(planned.period());
        return PublicationCalendar.dateOf(planned.asOf()).isAfter(day.plusDays(BACKFILL_AFTER_DAYS));
    }

    private void write(PublicationPlan planned, Version version) {
        Guard.stillNewest(planned, snapshots.latest(version.planId(), version.period()));
        store.addVersion(version);
        store.addRows(version.snapshotId(), planned.evaluated().rows());
        store.addLineages(planned.evaluated().lineages().values());
        store.addNames(planned.plan(), version.period());
        Evaluated evaluated = planned.evaluated();
        seals.add(Seal.of(
                version,
                evaluated.rows(),
                new Seal.Ground(definitions.keep(planned.plan()), evaluated.takenBy(), evaluated.journalLines())));
        store.removePreview(version.planId(), version.period());
        Guard.stored(planned, version, snapshots.rows(version.snapshotId()));
    }
}
