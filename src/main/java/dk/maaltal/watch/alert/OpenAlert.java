package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cause that people were told of and that is not over.
 *
 * @param id of its row
 * @param condition as it was found last
 * @param openedAt when it was found first
 * @param toldAt when people were told of it last
 * @param timesTold how often, the first time included
 * @param thread the message that told of it first
 * @param timesReturned how often it came back soon after it had been called over
 * @param goneAt since when it is not found any more, where that is not yet enough to call it over
 */
public record OpenAlert(
        String id,
        Condition condition,
        Instant openedAt,
        Instant toldAt,
        int timesTold,
        String thread,
        int timesReturned,
        @Nullable Instant goneAt) {

    String key() {
        return condition.key();
    }

    Message.Cause cause() {
        return new Message.Cause(condition, openedAt, timesReturned > 0 && timesTold <= 1);
    }

    OpenAlert as(Condition found) {
        return new OpenAlert(id, found, openedAt, toldAt, timesTold, thread, timesReturned, null);
    }

    OpenAlert toldAgain(Instant now) {
        return new OpenAlert(id, condition, openedAt, now, timesTold + 1, thread, timesReturned, goneAt);
    }

    OpenAlert goneSince(Instant now) {
        return new OpenAlert(id, condition, openedAt, toldAt, timesTold, thread, timesReturned, now);
    }
}
