package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong at one moment.
 *
 * @param conditions by key
 * @param whole whether every source could tell; where one could not, nothing that was found before is over
 * @param undecided the keys that a source cannot tell of at present
 */
record Found(Map<String, Condition> conditions, boolean whole, Predicate<String> undecided) {
    private static final Logger LOG = LoggerFactory.getLogger(Found.class);

    Found {
        conditions = Map.copyOf(conditions);
    }

    /** Whether a cause that is not found can be called over. */
    boolean isOver(String key) {
        return whole && !conditions.containsKey(key) && !undecided.test(key);
    }

    /** Asks every source; the first one that names a key is believed. */
    static Found by(List<? extends Condition.Source> sources) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        List<Condition.Source> answering = new ArrayList<>();
        boolean whole = true;
        for (Condition.Source source : sources) {
            try {
                source.now().forEach(c -> conditions.putIfAbsent(c.key(), c));
                answering.add(source);
            } catch (RuntimeException e) {
                whole = false;
                String name = source.getClass().getSimpleName();
                LOG.debug("{} could not tell", name, e);
                Condition blind = blind(name, e);
                conditions.putIfAbsent(blind.key(), blind);
            }
        }
        return new Found(conditions, whole, key -> answering.stream().anyMatch(source -> undecided(source, key)));
    }

    private static boolean undecided(Condition.Source source, String key) {
        try {
            return source.undecided(key);
        } catch (RuntimeException e) {
            LOG.debug("{} could not tell of {}", source.getClass().getSimpleName(), key, e);
            return true;
        }
    }

    /** One that cannot tell is blind, and says so; while the database is away that is no news. */
    private static Condition blind(String name, RuntimeException e) {
        return new Condition(
                BLIND + name,
                "what watches over the runs cannot tell how things stand: %s failed (%s)"
                        .formatted(name, e.getClass().getSimpleName()),
                "causes it would find are not told, and none that is open is called over",
                "",
                "maaltal status --debug",
                Condition.Severity.WARNING);
    }

    private static final String BLIND = "blind ";

    /** Without those that only say that a source could not tell. */
    Found withoutBlind() {
        Map<String, Condition> rest = new LinkedHashMap<>(conditions);
        rest.keySet().removeIf(key -> key.startsWith(BLIND));
        return new Found(rest, whole, undecided);
    }
}
