package dk.maaltal.staging;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.Observation;
import dk.maaltal.series.ObservationState;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.Vintage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every vintage of one area's observations; each figure is read once, whatever instants are asked about. */
final class AreaHistory {
    private static final String CELLS = """
            o.cell = ? + p.period_key * 4294967296
            where p.period_key between ? and ?
            """;

    private static final String OPEN =
            "select o.cell, o.value_e4, o.state, o.opened_by from observed_period p join observation o on " + CELLS;
    private static final String PAST =
            """
            select o.cell, o.value_e4, o.state, o.opened_by, r.known_from
            from observed_period p join observation_past o on
            """ + CELLS.replace("where", "join reading r on r.reading_id = o.closed_by where");

    private final JdbcClient db;
    private final String areaCode;
    private final Optional<Integer> areaNo;
    private final Openers openers;
    private final Map<Figure, List<Said>> figures = new HashMap<>();

    AreaHistory(JdbcClient db, String areaCode) {
        this.db = db;
        this.areaCode = areaCode;
        this.areaNo = AreaNumbers.find(db, areaCode);
        this.openers = new Openers(db);
    }

    private record Figure(
            String tableId, String measureKey, SortedMap<String, String> dimensions, Frequency frequency) {}

    /** An observation, and when the source said otherwise, or null. */
    private record Said(Observation observation, @Nullable Instant closed) {
        boolean isKnownAt(Instant instant) {
            return !observation.vintage().knownFrom().isAfter(instant) && (closed == null || closed.isAfter(instant));
        }
    }

    /** The observations at an instant. */
    KnownThen.Observed at(Instant instant) {
        return (tableId, measureKey, dimensions, frequency) -> {
            Map<ReferencePeriod, Observation> known = new HashMap<>();
            figures.computeIfAbsent(new Figure(tableId, measureKey, dimensions, frequency), this::read).stream()
                    .filter(said -> said.isKnownAt(instant))
                    .forEach(said -> known.put(said.observation().period(), said.observation()));
            return known.isEmpty() ? Map.of() : Map.of(areaCode, known);
        };
    }

    private List<Said> read(Figure figure) {
        List<Said> found = new ArrayList<>();
        Optional<Long> first = FigureBook.firstCell(db, figure.tableId(), figure.measureKey(), figure.dimensions());
        if (first.isPresent() && areaNo.isPresent()) {
            long cell = first.get() | areaNo.get();
            read(OPEN, cell, figure.frequency(), row -> found.add(new Said(observation(row), null)));
            read(
                    PAST,
                    cell,
                    figure.frequency(),
                    row -> found.add(new Said(
                            observation(row),
                            row.getObject(5, OffsetDateTime.class).toInstant())));
        }
        return found;
    }

    private void read(String sql, long cell, Frequency frequency, RowCallbackHandler handler) {
        db.sql(sql)
                .params(cell, frequency.ordinal() << 16, frequency.ordinal() << 16 | 0xFFFF)
                .query(handler);
    }

    private Observation observation(ResultSet row) throws SQLException {
        Openers.Opener opener = openers.of(row.getInt(4));
        return new Observation(
                areaCode,
                ReferencePeriod.ofKey(Cell.periodKey(row.getLong(1))),
                ObservationsThen.decimal(row),
                ObservationState.values()[row.getInt(3)],
                opener.sha256(),
                new Vintage(opener.knownFrom(), null));
    }
}
