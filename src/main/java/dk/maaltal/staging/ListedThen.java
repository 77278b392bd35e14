package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalogues known at an instant. */
final class ListedThen {
    private final ReadOnce read;
    private final List<Instant> knownFroms;
    private final Map<TableSelector, Resolution<CatalogueTable>> before = new HashMap<>();

    ListedThen(ReadOnce read, Instant asOf) {
        this.read = read;
        knownFroms = read.catalogueTimes().stream()
                .filter(instant -> !instant.isAfter(asOf))
                .toList();
    }

    boolean isEmpty() {
        return knownFroms.isEmpty();
    }

    /** What the newest catalogue says. */
    Resolution<CatalogueTable> now(TableSelector selector) {
        return isEmpty()
                ? new Resolution.NotFound<>(Problem.upstream(
                        "jobindsats, catalogue /tables",
                        "no catalogue has been read",
                        "a list of the tables the source offers",
                        "maaltal run nightly, with a token"))
                : read.find(knownFroms.get(0), selector);
    }

    /** What the newest catalogue that has the table says of it. */
    Resolution<CatalogueTable> before(TableSelector selector) {
        return before.computeIfAbsent(selector, s -> {
            for (Instant instant : knownFroms) {
                Resolution<CatalogueTable> found = read.find(instant, s);
                if (found instanceof Resolution.Found<CatalogueTable>) {
                    return found;
                }
            }
            return now(s);
        });
    }
}
