package dk.maaltal.staging;

import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Resolution;
import dk.maaltal.source.jobindsats.ResolvedSeries;
import dk.maaltal.source.jobindsats.SeriesResolver;
import dk.maaltal.source.jobindsats.TableMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the views of several instants have in common, read once: catalogues, readings, what tables can be asked for. */
final class ReadOnce {
    private final DeliveryStore store;
    private final Catalogues stored;
    private final Readings readings;
    private @Nullable List<Catalogues.Listed> listed;
    private @Nullable List<Instant> catalogueTimes;
    private final Map<Instant, Catalogue> catalogues = new HashMap<>();
    private final Map<Found, Resolution<CatalogueTable>> tables = new HashMap<>();
    private final Map<String, List<Readings.Row>> taken = new HashMap<>();
    private final Map<String, TableMetadata> metadata = new HashMap<>();
    private final Map<Resolved, Resolution<ResolvedSeries>> series = new HashMap<>();
    private final Map<Long, List<DataRequest>> requests = new HashMap<>();

    ReadOnce(DeliveryStore store, JdbcClient db) {
        this.store = store;
        this.stored = new Catalogues(db);
        this.readings = new Readings(db);
    }

    private record Found(Instant catalogue, TableSelector table) {}

    private record Resolved(SeriesSelector selector, String metadataSha256) {}

    /** When each catalogue became known, the newest first. */
    List<Instant> catalogueTimes() {
        List<Instant> times = catalogueTimes;
        if (times == null) {
            times = stored.knownFroms();
            catalogueTimes = times;
        }
        return times;
    }

    /** A table in the catalogue that became known at an instant. */
    Resolution<CatalogueTable> find(Instant catalogue, TableSelector table) {
        return tables.computeIfAbsent(
                new Found(catalogue, table), found -> catalogue(catalogue).find(table));
    }

    private Catalogue catalogue(Instant instant) {
        List<Catalogues.Listed> all = listed;
        if (all == null) {
            all = stored.all();
            listed = all;
        }
        List<Catalogues.Listed> vintages = all;
        return catalogues.computeIfAbsent(
                instant,
                i -> new Catalogue(vintages.stream()
                        .filter(one -> one.isKnownAt(i))
                        .map(Catalogues.Listed::table)
                        .toList()));
    }

    /** The readings of a table that were taken up to an instant, the newest first. */
    List<Readings.Row> taken(String tableId, Instant asOf) {
        return taken.computeIfAbsent(tableId, id -> readings.taken(id, Text.END_OF_TIME)).stream()
                .filter(row -> !row.knownFrom().isAfter(asOf))
                .toList();
    }

    /** A series in a table as a reading's metadata had it. */
    Resolution<ResolvedSeries> resolve(SeriesSelector selector, Readings.Row reading, String tableId) {
        return series.computeIfAbsent(
                new Resolved(selector, reading.metadataSha256()),
                key -> SeriesResolver.resolve(
                        selector,
                        metadata.computeIfAbsent(
                                reading.metadataSha256(), sha256 -> ReadingParser.metadata(store, sha256, tableId))));
    }

    /** What a reading asked for. */
    List<DataRequest> requests(Readings.Row reading) {
        return requests.computeIfAbsent(reading.id(), readings::requests);
    }

    Readings readings() {
        return readings;
    }
}
