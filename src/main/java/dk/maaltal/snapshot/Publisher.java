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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans and commits versions: what would change stands before anything is written. */
public final class Publisher {
    /** A first version computed later than this after its publication day is marked as backfilled. */
    private static final int BACKFILL_AFTER_DAYS = 31;

    private final Evaluation evaluation;
    private final Snapshots snapshots;
    private final VersionWriter writer;
    private final Definitions definitions;
    private final Holding holding;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Fence fence;

    Publisher(
            Evaluation evaluation,
            Snapshots snapshots,
            VersionWriter writer,
            Definitions definitions,
            Holding holding,
            TransactionTemplate transaction,
            Clock clock,
            Fence fence) {
        this.fence = fence;
        this.evaluation = evaluation;
        this.snapshots = snapshots;
        this.writer = writer;
        this.definitions = definitions;
        this.holding = holding;
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
        String digest = Digest.of(evaluated.rows());
        List<Change> changes =
                Change.between(before, evaluated.rows(), snapshots.decided(plan.id(), evaluated.period()));
        Decision asked = base == null || changes.isEmpty()
                ? null
                : holding.asked(base.snapshotId(), digest).orElse(null);
        return new PublicationPlan(plan, evaluated, base, digest, changes, asked);
    }

    /**
     * Does what {@link PublicationPlan#ruling} says. Publishes what was planned as one whole: version, rows, lineage,
     * names, definitions and seal in one transaction, counted and digested again from the database before it ends; or keeps it, as whole, for a
     * person to decide on. Nothing is written when nothing changed, or when the change was rejected before. A decision
     * that waited for the period and has lost its ground ends.
     *
     * @param runId the run that asks, or null
     * @throws ProblemException when another version was published since the plan was made, or what was stored is not what
     *     was planned; nothing is written then
     */
    public Publication commit(PublicationPlan planned, @Nullable String runId) {
        return commit(planned, runId, false);
    }

    /** The same; a first version is marked as backfilled however soon after its publication day it comes. */
    public Publication backfill(PublicationPlan planned, String runId) {
        return commit(planned, runId, true);
    }

    private Publication commit(PublicationPlan planned, @Nullable String runId, boolean backfill) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                Publication done = written(planned, runId, backfill);
                if (runId != null) {
                    fence.hold(runId);
                }
                return done;
            }));
        } catch (DuplicateKeyException e) {
            throw Guard.overtaken(planned.snapshotId(), e);
        }
    }

    private Publication written(PublicationPlan planned, @Nullable String runId, boolean backfill) {
        Ruling ruling = planned.ruling();
        if (ruling instanceof Ruling.Hold hold) {
            return new Publication.Held(holding.hold(planned, hold, runId));
        }
        if (ruling instanceof Ruling.RejectedBefore before) {
            holding.end(
                    planned,
                    Decision.State.SUPERSEDED,
                    "what is known now was rejected: decision "
                            + before.decision().number());
            return new Publication.RejectedBefore(before.decision());
        }
        Version base = planned.base();
        if (base != null && ruling instanceof Ruling.Unchanged) {
            holding.end(planned, Decision.State.WITHDRAWN, "what is known now is what is published");
            return new Publication.Unchanged(base);
        }
        Version version = version(planned, runId, backfill);
        writer.write(
                planned.plan(),
                base == null ? null : base.snapshotId(),
                version,
                planned.evaluated().rows(),
                planned.evaluated().lineages().values(),
                ground(planned, definitions));
        holding.end(planned, Decision.State.SUPERSEDED, "%s was published".formatted(version.snapshotId()));
        return new Publication.Published(version);
    }

    /** What the rows were computed from; keeps the definitions. */
    static Seal.Ground ground(PublicationPlan planned, Definitions definitions) {
        Evaluated evaluated = planned.evaluated();
        return new Seal.Ground(definitions.keep(planned.plan()), evaluated.takenBy(), evaluated.journalLines());
    }

    private Version version(PublicationPlan planned, @Nullable String runId, boolean backfill) {
        Version base = planned.base();
        String planId = planned.plan().id();
        return new Version(
                planned.snapshotId(),
                planId,
                planned.period(),
                planned.number(),
                planned.asOf(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                true,
                planned.kind(),
                planned.note(),
                base == null ? backfill || isLate(planned) : base.backfilled(),
                planned.evaluated().rows().size(),
                planned.contentSha256(),
                base == null ? null : base.contentSha256(),
                runId);
    }

    private static boolean isLate(PublicationPlan planned) {
        LocalDate day = planned.plan().publication().day(planned.period());
        return PublicationCalendar.dateOf(planned.asOf()).isAfter(day.plusDays(BACKFILL_AFTER_DAYS));
    }
}
