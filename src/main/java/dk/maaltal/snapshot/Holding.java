package dk.maaltal.snapshot;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps planned publications for a person to decide on, one for a period at a time. */
final class Holding {
    private final Snapshots snapshots;
    private final Definitions definitions;
    private final DecisionStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Holding(
            Snapshots snapshots,
            Definitions definitions,
            DecisionStore store,
            TransactionTemplate transaction,
            Clock clock) {
        this.snapshots = snapshots;
        this.definitions = definitions;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    Optional<Decision> asked(String baseId, String contentSha256) {
        return store.decisions().asked(baseId, contentSha256);
    }

    /**
     * Keeps the change, in place of another one that waited for the period.
     *
     * @return the decision that waits; the one there is already when it is for this very change
     * @throws ProblemException when a version was published since the plan was made, or somebody proposed another change
     *     at the same moment; nothing is written then
     */
    Decision hold(PublicationPlan planned, Ruling.Hold hold, @Nullable String runId) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> held(planned, hold, runId)));
        } catch (DuplicateKeyException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.US,
                            "another change was proposed at the same moment",
                            Decisions.waitingFor(planned.plan().id(), planned.period()),
                            "",
                            "nothing was written; run it again"),
                    e);
        }
    }

    private Decision held(PublicationPlan planned, Ruling.Hold hold, @Nullable String runId) {
        Version base = Objects.requireNonNull(planned.base(), "a first version is never held");
        Guard.stillNewest(planned.snapshotId(), base.snapshotId(), snapshots.latest(base.planId(), base.period()));
        Optional<Decision> same = asked(base.snapshotId(), planned.contentSha256())
                .filter(decision -> decision.state() == Decision.State.WAITING);
        if (same.isPresent()) {
            return same.get();
        }
        long number = store.nextNumber();
        end(planned, Decision.State.SUPERSEDED, "another change was proposed: decision " + number);
        Decision decision = new Decision(
                number,
                base.planId(),
                base.period(),
                base.snapshotId(),
                planned.asOf(),
                now(),
                planned.contentSha256(),
                Publisher.ground(planned, definitions),
                planned.kind(),
                planned.counts(),
                hold.causes().stream().map(Cause::text).toList(),
                planned.note(),
                runId,
                null);
        store.propose(
                decision,
                planned.evaluated().rows(),
                planned.evaluated().lineages().values());
        return decision;
    }

    /** Ends what waits for the period, where something does. */
    void end(PublicationPlan planned, Decision.State state, String reason) {
        transaction.executeWithoutResult(status -> store.endWaiting(
                planned.plan().id(), planned.period(), Decision.Ending.byItself(state, now(), reason)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
