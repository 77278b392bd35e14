package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalogues known at an instant. */
final class ListedThen {
    private final List<Catalogues.Listed> vintages;
    private final List<Instant> knownFroms;
    private final Map<Instant, Catalogue> catalogues = new HashMap<>();
    private final Map<TableSelector, Resolution<CatalogueTable>> before = new HashMap<>();

    ListedThen(Catalogues stored, Instant asOf) {
        vintages = stored.all().stream()
                .filter(listed -> !listed.knownFrom().isAfter(asOf))
                .toList();
        knownFroms = stored.knownFroms().stream()
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
                : at(knownFroms.get(0)).find(selector);
    }

    /** What the newest catalogue that has the table says of it. */
    Resolution<CatalogueTable> before(TableSelector selector) {
        return before.computeIfAbsent(selector, s -> {
            for (Instant instant : knownFroms) {
                Resolution<CatalogueTable> found = at(instant).find(s);
                if (found instanceof Resolution.Found<CatalogueTable>) {
                    return found;
                }
            }
            return now(s);
        });
    }

    private Catalogue at(Instant instant) {
        return catalogues.computeIfAbsent(
                instant,
                i -> new Catalogue(vintages.stream()
                        .filter(listed -> listed.isKnownAt(i))
                        .map(Catalogues.Listed::table)
                        .toList()));
    }
}
