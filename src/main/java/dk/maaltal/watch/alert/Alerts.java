package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells people what is wrong: asks every source of conditions, and lets messages follow from what has changed. */
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final List<Condition.Source> nearest;
    private final List<Condition.Source> sources;
    private final AlertBook book;
    private final Memory memory;
    private final Outbox outbox;
    private final Sending sending;

    /**
     * @param nearest those that can tell without a database, the first of them whether it answers
     * @param sources all the others
     */
    Alerts(
            List<Condition.Source> nearest,
            List<Condition.Source> sources,
            AlertBook book,
            Memory memory,
            Outbox outbox,
            Sending sending) {
        this.nearest = List.copyOf(nearest);
        this.sources = List.copyOf(sources);
        this.book = book;
        this.memory = memory;
        this.outbox = outbox;
        this.sending = sending;
    }

    /**
     * Looks once and sends what follows. May take as long as a database and a mail server that do not answer; what goes
     * wrong is logged and tried again by the next pass.
     *
     * @param again how long after the last time people are reminded
     */
    synchronized void pass(Instant now, Duration again) {
        if (Found.by(nearest.subList(0, 1)).conditions().isEmpty()) {
            withDatabase(now, again);
        } else {
            // Told before the others are asked: each may wait long for a database that is away.
            inMemory(Found.by(nearest), now, again);
            inMemory(Found.by(all()), now, again);
        }
    }

    private void withDatabase(Instant now, Duration again) {
        Found found = Found.by(all());
        try {
            List<Message> messages = book.settle(found, memory.unsaved(), now, again);
            memory.mirror(book.open());
            log(messages);
            sending.pass(messages, true, now);
            sending.again(now);
        } catch (ConcurrencyFailureException e) {
            LOG.debug("another process tells of it, or the next pass does", e);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("the database takes nothing", e);
            inMemory(found, now, again);
        }
    }

    private void inMemory(Found found, Instant now, Duration again) {
        List<Message> messages = memory.settle(found.withoutBlind(), now, again);
        log(messages);
        sending.pass(messages, false, now);
    }

    private List<Condition.Source> all() {
        List<Condition.Source> all = new ArrayList<>(nearest);
        all.addAll(sources);
        return all;
    }

    private static void log(List<Message> messages) {
        for (Message message : messages) {
            if (message.kind() == Message.Kind.ALL_CLEAR) {
                message.causes()
                        .forEach(cause -> LOG.info("over: {}", cause.condition().what()));
            } else if (message.kind() == Message.Kind.ALERT) {
                message.causes()
                        .forEach(cause -> LOG.warn(
                                "alert {}: {} Next: {}",
                                cause.condition().severity(),
                                cause.condition().what(),
                                cause.condition().next()));
            }
        }
    }

    /**
     * What people were told of and is not over, oldest first.
     *
     * @throws DataAccessException when the database is away
     */
    public List<OpenAlert> open() {
        return book.open();
    }
}
