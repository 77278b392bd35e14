package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.Observation;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import dk.maaltal.source.jobindsats.ResolvedSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was known at an instant, read as it is asked for. */
final class KnownThen implements Known {
    private final ReadOnce read;
    private final RegistersKnown registers;
    private final ListedThen listed;
    private final Observed observations;
    private final Instant asOf;
    private final Instant takenBy;
    private final long journalLines;

    private final Map<SeriesSelector, SeriesKnown> known = new HashMap<>();

    /**
     * @param registers as taken by {@code takenBy}
     * @param journalLines how many stand in the database
     */
    KnownThen(
            ReadOnce read,
            Observed observations,
            RegistersKnown registers,
            Instant asOf,
            Instant takenBy,
            long journalLines) {
        this.read = read;
        this.registers = registers;
        this.listed = new ListedThen(read, asOf);
        this.observations = observations;
        this.asOf = asOf;
        this.takenBy = takenBy;
        this.journalLines = journalLines;
    }

    /** The observations of one figure that were known at the as-of: by area code and period. */
    @FunctionalInterface
    interface Observed {
        Map<String, Map<ReferencePeriod, Observation>> of(
                String tableId, String measureKey, SortedMap<String, String> dimensions, Frequency frequency);
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    @Override
    public Instant takenBy() {
        return takenBy;
    }

    @Override
    public long journalLines() {
        return journalLines;
    }

    @Override
    public RegistersKnown registers() {
        return registers;
    }

    @Override
    public boolean offers(TableSelector table) {
        return listed.isEmpty() || listed.now(table) instanceof Resolution.Found<CatalogueTable>;
    }

    @Override
    public SeriesKnown series(SeriesSelector selector) {
        return known.computeIfAbsent(selector, this::find);
    }

    /** A series as one reading had it. */
    private record Place(Readings.Row reading, ResolvedSeries series) {}

    private SeriesKnown find(SeriesSelector selector) {
        Resolution<CatalogueTable> now = listed.now(selector.table());
        Resolution<CatalogueTable> table =
                now instanceof Resolution.Found<CatalogueTable> ? now : listed.before(selector.table());
        if (!(table instanceof Resolution.Found<CatalogueTable> found)) {
            return nothing(SeriesKnown.Standing.UNRESOLVED, problemOf(now), null);
        }
        CatalogueTable last = found.value();
        List<Readings.Row> rows = read.taken(last.id(), asOf);
        if (rows.isEmpty()) {
            return now instanceof Resolution.Found<CatalogueTable>
                    ? nothing(SeriesKnown.Standing.NEVER_HELD, whyNeverHeld(last), last.id())
                    : nothing(SeriesKnown.Standing.UNRESOLVED, problemOf(now), last.id());
        }
        Problem vanished = null;
        Set<String> tried = new HashSet<>();
        boolean wasThere = false;
        for (Readings.Row row : rows) {
            if (!tried.add(row.metadataSha256() + row.wanted())) {
                continue;
            }
            Resolution<ResolvedSeries> resolution = read.resolve(selector, row, last.id());
            if (resolution instanceof Resolution.Found<ResolvedSeries> series) {
                wasThere = true;
                if (isAsked(row, selector, series.value())) {
                    return held(selector, last, now, new Place(row, series.value()), rows.get(0), vanished);
                }
            } else if (row == rows.get(0)) {
                vanished = problemOf(resolution);
            }
        }
        return wasThere
                ? nothing(SeriesKnown.Standing.NEVER_HELD, whyNeverHeld(last), last.id())
                : nothing(SeriesKnown.Standing.UNRESOLVED, vanished, last.id());
    }

    private SeriesKnown held(
            SeriesSelector selector,
            CatalogueTable table,
            Resolution<CatalogueTable> now,
            Place place,
            Readings.Row newest,
            @Nullable Problem vanished) {
        boolean isListed = now instanceof Resolution.Found<CatalogueTable>;
        boolean isNewerOut =
                table.updateLatest() != null && !Objects.equals(table.updateLatest(), newest.updateLatest());
        EnumSet<SeriesKnown.Lag> lags = EnumSet.noneOf(SeriesKnown.Lag.class);
        Problem problem = null;
        if (isNewerOut || (place.reading() != newest && vanished == null)) {
            lags.add(SeriesKnown.Lag.NOT_TAKEN);
            problem = whyBehind(table, newest);
        }
        if (vanished != null) {
            lags.add(SeriesKnown.Lag.VANISHED);
            problem = vanished;
        }
        if (!isListed) {
            lags.add(SeriesKnown.Lag.UNLISTED);
            problem = problemOf(now);
        }
        LocalDate next = isListed && table.updateNext() != null
                ? table.updateNext()
                : place.reading().updateNext();
        Set<ReferencePeriod> periods = new TreeSet<>();
        place.reading().periods().stream()
                .map(ReferencePeriod::parse)
                .filter(period -> period.frequency() == selector.frequency())
                .forEach(periods::add);
        Map<String, Map<ReferencePeriod, Observation>> values = observations.of(
                table.id(), place.series().measureKey(), place.series().dimensions(), selector.frequency());
        return new SeriesKnown(
                SeriesKnown.Standing.HELD,
                problem,
                table.id(),
                name(table, place.series()),
                lags,
                place.reading().updateLatest(),
                next,
                periods,
                place.reading().areas(),
                values);
    }

    /** {@code y60a02 mgroup1/measa02_3 {_viskat_1int=2}}. */
    private static String name(CatalogueTable table, ResolvedSeries series) {
        String column = table.id() + " " + series.measureKey();
        return series.dimensions().isEmpty() ? column : column + " " + series.dimensions();
    }

    /** What was not asked for is not known, whatever the table's metadata offers. */
    private boolean isAsked(Readings.Row row, SeriesSelector selector, ResolvedSeries series) {
        return read.requests(row).stream()
                .anyMatch(request ->
                        request.frequency() == selector.frequency() && Scope.asks(request, series.dimensions()));
    }

    private Problem whyNeverHeld(CatalogueTable table) {
        return refusedAfter(table.id(), Instant.MIN)
                .orElse(new Problem(
                        Mover.UPSTREAM,
                        "it was never read with what the plan asks for",
                        "jobindsats, table " + table.id(),
                        "one complete reading",
                        "maaltal run nightly"));
    }

    private Problem whyBehind(CatalogueTable table, Readings.Row newest) {
        return refusedAfter(table.id(), newest.knownFrom())
                .orElse(Problem.upstream(
                        "jobindsats, table " + table.id(),
                        "the update of %s is not taken; the figures are those of %s"
                                .formatted(table.updateLatest(), newest.updateLatest()),
                        "a complete reading of the newest update",
                        "maaltal list deliveries shows what the source answered; maaltal run nightly tries again"));
    }

    private java.util.Optional<Problem> refusedAfter(String tableId, Instant instant) {
        return read.readings()
                .lastRefused(tableId, asOf)
                .filter(refused -> refused.knownFrom().isAfter(instant))
                .map(refused -> Problem.upstream("", refused.problem(), "", ""));
    }

    private static @Nullable Problem problemOf(Resolution<?> resolution) {
        return resolution instanceof Resolution.NotFound<?> notFound ? notFound.problem() : null;
    }

    private static SeriesKnown nothing(
            SeriesKnown.Standing standing, @Nullable Problem problem, @Nullable String tableId) {
        return new SeriesKnown(standing, problem, tableId, null, Set.of(), null, null, Set.of(), Set.of(), Map.of());
    }
}
