package dk.maaltal.schedule;

import dk.maaltal.problem.Failures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does work whose failure must not touch other work, and says once what is wrong, and once that it is over. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Map<String, String> standing = new ConcurrentHashMap<>();

    /** What came of the work; empty when it failed. */
    <T> Optional<T> around(String name, Supplier<T> work) {
        try {
            Optional<T> result = Optional.of(work.get());
            if (standing.remove(name) != null) {
                LOG.info("{}: it works again", name);
            }
            return result;
        } catch (RuntimeException | Error e) { // whatever it is: who ticks must go on ticking
            String what = Failures.briefly(e);
            if (!what.equals(standing.put(name, what))) {
                LOG.error("{}: {}", name, what);
                LOG.debug("it failed", e);
            }
            return Optional.empty();
        }
    }
}
