package dk.maaltal.watch.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes messages: one for all that is new, one to remind of all that is open, one for all that is over. */
record Writer(String host, String home) {
    /** A Message-ID that nobody else has. */
    String newId() {
        return "<%s@%s>".formatted(UUID.randomUUID(), host);
    }

    /** @param alertId the id of the message that tells of what is new */
    List<Message> write(
            String alertId, List<OpenAlert> opened, List<OpenAlert> reminded, List<OpenAlert> closed, Instant now) {
        List<Message> messages = new ArrayList<>();
        if (!closed.isEmpty()) {
            messages.add(message(newId(), Message.Kind.ALL_CLEAR, closed, now));
        }
        if (!opened.isEmpty()) {
            messages.add(message(alertId, Message.Kind.ALERT, opened, now));
        }
        if (!reminded.isEmpty()) {
            messages.add(message(newId(), Message.Kind.REMINDER, reminded, now));
        }
        return messages;
    }

    private Message message(String id, Message.Kind kind, List<OpenAlert> alerts, Instant now) {
        return new Message(
                id,
                kind,
                now,
                host,
                home,
                alerts.stream().map(OpenAlert::cause).toList(),
                alerts.stream()
                        .map(OpenAlert::thread)
                        .filter(thread -> !thread.equals(id))
                        .toList());
    }
}
