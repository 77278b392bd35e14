package dk.maaltal.snapshot;

import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person decides about a held change; each in one transaction. */
public final class Approval {
    /** Of a version's note; the decision keeps the whole reason. */
    private static final int REASON_IN_NOTE = 240;

    private static final int NAME_IN_NOTE = 60;

    private final Snapshots snapshots;
    private final VersionWriter writer;
    private final Definitions definitions;
    private final DecisionStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Approval(
            Snapshots snapshots,
            VersionWriter writer,
            Definitions definitions,
            DecisionStore store,
            TransactionTemplate transaction,
            Clock clock) {
        this.snapshots = snapshots;
        this.writer = writer;
        this.definitions = definitions;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Publishes exactly the rows that were kept, with the as-of they were computed with.
     *
     * @param number which decision
     * @param as {@link ChangeKind#REVISION} or {@link ChangeKind#CORRECTION}; a changed definition is always
     *     {@link ChangeKind#DEFINITION}
     * @param by who decided
     * @param reason why; not blank
     * @throws ProblemException when there is no such decision, it does not wait, a newer version was published since, or
     *     the kept rows are not what was proposed; nothing is written then
     */
    public Version approve(long number, ChangeKind as, String by, String reason) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> approved(number, as, by, reason)));
        } catch (DuplicateKeyException e) {
            throw Guard.overtaken("decision " + number, e);
        }
    }

    private Version approved(long number, ChangeKind as, String by, String reason) {
        Decision decision = waiting(number);
        Version base = base(decision);
        Instant at = later(now(), decision.computedAt());
        Version version = new Version(
                Version.id(base.planId(), base.period(), base.number() + 1),
                base.planId(),
                base.period(),
                base.number() + 1,
                decision.asOf(),
                at,
                true,
                decision.kind() == ChangeKind.DEFINITION ? ChangeKind.DEFINITION : as,
                note(decision, by, reason),
                base.backfilled(),
                decision.counts().rows(),
                decision.contentSha256(),
                base.contentSha256(),
                decision.runId());
        // First of all, so that of two who decide at once the second waits, and then finds it decided.
        end(number, new Decision.Ending(Decision.State.APPROVED, at, by, reason, version.snapshotId()));
        List<Row> rows = store.decisions().rows(number);
        List<Lineage> lineages = store.decisions().lineages(number);
        requireAsProposed(decision, rows, lineages);
        writer.write(
                definitions.read(decision.ground().definitionsSha256()),
                base.snapshotId(),
                version,
                rows,
                lineages,
                decision.ground());
        return version;
    }

    /**
     * Leaves the published version as it is; the same change is not proposed again.
     *
     * @throws ProblemException when there is no such decision, or it does not wait
     */
    public Decision reject(long number, String by, String reason) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant at = later(now(), waiting(number).computedAt());
            end(number, new Decision.Ending(Decision.State.REJECTED, at, by, reason, null));
            return store.decisions().find(number).orElseThrow();
        }));
    }

    private Decision waiting(long number) {
        Decision decision = store.decisions()
                .find(number)
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        "decision " + number,
                        "there is no such decision",
                        "the number of one that waits",
                        "`maaltal list decisions` shows them")));
        Decision.Ending ending = decision.ending();
        if (ending != null) {
            throw decided(number, ending);
        }
        return decision;
    }

    private Version base(Decision decision) {
        Optional<Version> newest = snapshots.latest(decision.planId(), decision.period());
        return newest.filter(version -> version.snapshotId().equals(decision.baseId()))
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        "decision " + decision.number(),
                        "it is about %s, and %s was published since"
                                .formatted(
                                        decision.baseId(),
                                        newest.map(Version::snapshotId).orElse("no other")),
                        "a change of the newest version",
                        "the next run proposes what is to be changed now, if anything is")));
    }

    private void end(long number, Decision.Ending ending) {
        if (!store.end(number, ending)) {
            throw store.decisions()
                    .find(number)
                    .map(Decision::ending)
                    .map(other -> decided(number, other))
                    .orElseThrow();
        }
    }

    private static ProblemException decided(long number, Decision.Ending ending) {
        return new ProblemException(Problem.declaration(
                "decision " + number,
                "it was %s at %s by %s: %s".formatted(ending.state().text(), ending.at(), ending.by(), ending.reason()),
                "a decision that waits",
                "nothing was written; `maaltal list decisions` shows what waits"));
    }

    private static void requireAsProposed(Decision decision, List<Row> rows, List<Lineage> lineages) {
        String digest = Digest.of(rows);
        Set<String> whole = lineages.stream()
                .filter(lineage -> Lineage.of(lineage.entries()).id().equals(lineage.id()))
                .map(Lineage::id)
                .collect(Collectors.toSet());
        boolean traced = rows.stream().allMatch(row -> row.lineageId() == null || whole.contains(row.lineageId()));
        if (!traced || rows.size() != decision.counts().rows() || !digest.equals(decision.contentSha256())) {
            throw new ProblemException(new Problem(
                    Mover.US,
                    traced
                            ? "the %d rows kept with it have digest %s".formatted(rows.size(), digest)
                            : "the deliveries kept with its rows are not those they were computed from",
                    "decision " + decision.number(),
                    "%d rows with digest %s and their deliveries"
                            .formatted(decision.counts().rows(), decision.contentSha256()),
                    "nothing was published: somebody changed the database by hand. Restore it from its backup"));
        }
    }

    private static String note(Decision decision, String by, String reason) {
        return PublicationPlan.bounded("%s (approved by %s as decision %d). %s"
                .formatted(cut(reason, REASON_IN_NOTE), cut(by, NAME_IN_NOTE), decision.number(), decision.note()));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** A clock that went back makes nothing published before it was computed. */
    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
