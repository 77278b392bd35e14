package dk.maaltal.watch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Brings messages out. A channel that fails is left alone for the rest of the pass and tried again later. What cannot be
 * written down because the database is away is remembered, so that nothing goes out twice when it is back.
 */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Map<String, Channel> channels;
    private final Outbox outbox;
    private final List<Waiting> remembered = new ArrayList<>();
    private final Set<Key> unmarked = new HashSet<>();
    private final Set<String> failing = new HashSet<>();

    Sending(List<Channel> channels, Outbox outbox) {
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.outbox = outbox;
    }

    private record Key(String messageId, String channel) {}

    /** A message that is in no database. */
    private record Waiting(Outbox.Due due, Instant nextTry) {}

    /**
     * Sends messages for the first time, then what waits.
     *
     * @param stored whether the outbox has them
     */
    void pass(List<Message> messages, boolean stored, Instant now) {
        failing.clear();
        for (Message message : messages) {
            channels.keySet().stream()
                    .sorted()
                    .forEach(channel -> send(new Outbox.Due(message, channel, 0), stored, now));
        }
        List<Waiting> due = remembered.stream()
                .filter(waiting -> !waiting.nextTry().isAfter(now))
                .toList();
        remembered.removeAll(due);
        due.forEach(waiting -> send(waiting.due(), false, now));
    }

    /**
     * Tries again what the outbox has.
     *
     * @throws DataAccessException when the database is away
     */
    void again(Instant now) {
        for (Key key : List.copyOf(unmarked)) {
            outbox.sent(key.messageId(), key.channel(), now);
            unmarked.remove(key);
        }
        for (Outbox.Due due : outbox.due(now)) {
            if (channels.containsKey(due.channel()) && !failing.contains(due.channel()) && outbox.claim(due, now)) {
                send(due, true, now);
            }
        }
    }

    private void send(Outbox.Due due, boolean stored, Instant now) {
        Channel channel = channels.get(due.channel());
        if (channel == null) {
            return;
        }
        if (failing.contains(due.channel())) {
            failed(due, stored, "not tried: the message before it was not taken", now);
            return;
        }
        try {
            channel.send(due.message());
            LOG.info("{} told by {}", due.message().subject(), due.channel());
        } catch (Channel.NotSent | RuntimeException e) {
            String why = e instanceof Channel.NotSent
                    ? String.valueOf(e.getMessage())
                    : e.getClass().getSimpleName();
            failing.add(due.channel());
            LOG.warn("alert not told by {}, try {}: {}", due.channel(), due.tries() + 1, why);
            failed(due, stored, why, now);
            return;
        }
        if (stored) {
            Key key = new Key(due.message().id(), due.channel());
            unmarked.add(key);
            try {
                outbox.sent(key.messageId(), key.channel(), now);
                unmarked.remove(key);
            } catch (DataAccessException e) {
                LOG.debug("told, but not written down yet", e);
            }
        }
    }

    private void failed(Outbox.Due due, boolean stored, String why, Instant now) {
        if (!stored) {
            Outbox.Due next = new Outbox.Due(due.message(), due.channel(), due.tries() + 1);
            remembered.add(new Waiting(next, due.nextTry(now)));
            return;
        }
        try {
            outbox.failed(due, why, now);
        } catch (DataAccessException e) {
            LOG.debug("not told, and not written down; its claim ends by itself", e);
        }
    }
}
