package dk.maaltal.watch.alert;

import dk.maaltal.snapshot.Decision;
import dk.maaltal.snapshot.Decisions;
import dk.maaltal.watch.Condition;
import java.util.List;

/** Changes that wait for a person: each is a cause of its own, over when it is decided. */
final class DecisionConditions implements Condition.Source {
    private final Decisions decisions;
    private final Reports reports;

    DecisionConditions(Decisions decisions, Reports reports) {
        this.decisions = decisions;
        this.reports = reports;
    }

    @Override
    public List<Condition> now() {
        return decisions.waiting().stream().map(this::condition).toList();
    }

    private Condition condition(Decision decision) {
        return new Condition(
                "decision " + decision.number(),
                "decision %d waits for a person since %s: a change of %s"
                        .formatted(decision.number(), DanishTime.minute(decision.computedAt()), decision.baseId()),
                "%s, %s: the version %s stays published as it is until someone decides; %d of %d cells would change"
                        .formatted(
                                reports.title(decision.planId()),
                                decision.period(),
                                decision.baseId(),
                                decision.counts().changed()
                                        + decision.counts().added()
                                        + decision.counts().removed(),
                                decision.counts().rows()),
                Message.clip(String.join("; ", decision.causes()), 1000),
                ("look at it: maaltal list decisions; then maaltal approve %1$d --reason TEXT, or maaltal reject %1$d"
                                + " --reason TEXT")
                        .formatted(decision.number()),
                Condition.Severity.ASKED);
    }
}
