package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.util.List;

/** Channels that do not take what they are given: told by the other one, and to whoever looks. */
final class Undelivered implements Condition.Source {
    private final Outbox outbox;

    Undelivered(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public List<Condition> now() {
        return outbox.stuck().stream()
                .map(stuck -> new Condition(
                        "channel " + stuck.channel(),
                        "alerts by %s do not arrive: one of %s is not told yet, after %d tries"
                                .formatted(stuck.channel(), stuck.since(), stuck.tries()),
                        "nothing of the figures; but whoever is told only so does not know what else is wrong",
                        stuck.why(),
                        "it is tried again by itself; maaltal check config --send-test-alert tries now",
                        Condition.Severity.WARNING))
                .toList();
    }
}
