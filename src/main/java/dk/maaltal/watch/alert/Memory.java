package dk.maaltal.watch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is open, for the time in which the database takes nothing: as it stood there last, and what was told since.
 * Nothing is called over meanwhile.
 */
final class Memory {
    private final Writer writer;
    private final Map<String, OpenAlert> open = new LinkedHashMap<>();
    private final Set<String> unsaved = new LinkedHashSet<>();

    Memory(Writer writer) {
        this.writer = writer;
    }

    /** Takes what stands in the database, which has all that was told. */
    void mirror(Collection<OpenAlert> stored) {
        open.clear();
        stored.forEach(alert -> open.put(alert.key(), alert));
        unsaved.clear();
    }

    /** What was told and is not in the database. */
    List<OpenAlert> unsaved() {
        return unsaved.stream()
                .map(key -> Objects.requireNonNull(open.get(key)))
                .toList();
    }

    /** Judges without the database; the messages that this process is to send. */
    List<Message> settle(Found found, Instant now, Duration again) {
        String id = writer.newId();
        Found partly = new Found(found.conditions(), false, found.undecided());
        Judgement judged = Judgement.of(open.values(), Map.of(), partly, id, now, again);
        judged.opened().forEach(this::told);
        judged.reminded().stream().map(alert -> alert.toldAgain(now)).forEach(this::told);
        return writer.write(id, judged.opened(), judged.reminded(), List.of(), now);
    }

    private void told(OpenAlert alert) {
        open.put(alert.key(), alert);
        unsaved.add(alert.key());
    }
}
