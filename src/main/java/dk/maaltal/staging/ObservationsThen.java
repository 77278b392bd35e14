package dk.maaltal.staging;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.Observation;
import dk.maaltal.series.ObservationState;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.Vintage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The observations of one figure that were known at an instant, in all areas. */
final class ObservationsThen implements KnownThen.Observed {
    /** The figure's cells of one period lie side by side; a range for each stored period of the kind finds them. */
    private static final String RANGE = """
            o.cell between ? + p.period_key * 4294967296 and ? + p.period_key * 4294967296
            where p.period_key between ? and ?
            """;

    private static final String OPEN =
            "select o.cell, o.value_e4, o.state, o.opened_by from observed_period p join observation o on " + RANGE;
    private static final String PAST =
            """
            select o.cell, o.value_e4, o.state, o.opened_by, r.known_from
            from observed_period p join observation_past o on
            """ + RANGE.replace("where", "join reading r on r.reading_id = o.closed_by where");

    private final JdbcClient db;
    private final Instant asOf;
    private @Nullable AreaNumbers areas;
    private final Openers openers;

    ObservationsThen(JdbcClient db, Instant asOf) {
        this.db = db;
        this.asOf = asOf;
        this.openers = new Openers(db);
    }

    @Override
    public Map<String, Map<ReferencePeriod, Observation>> of(
            String tableId, String measureKey, SortedMap<String, String> dimensions, Frequency frequency) {
        Map<String, Map<ReferencePeriod, Observation>> found = new HashMap<>();
        FigureBook.firstCell(db, tableId, measureKey, dimensions).ifPresent(first -> {
            read(OPEN, first, frequency, row -> {
                add(found, row.getLong(1), decimal(row), row.getInt(3), row.getInt(4));
            });
            read(PAST, first, frequency, row -> {
                Instant closed = row.getObject(5, OffsetDateTime.class).toInstant();
                if (closed.isAfter(asOf)) {
                    add(found, row.getLong(1), decimal(row), row.getInt(3), row.getInt(4));
                }
            });
        });
        return found;
    }

    private void read(String sql, long first, Frequency frequency, RowCallbackHandler handler) {
        db.sql(sql)
                .params(first, first + Cell.MAX_AREAS - 1)
                .params(frequency.ordinal() << 16, frequency.ordinal() << 16 | 0xFFFF)
                .query(handler);
    }

    static @Nullable BigDecimal decimal(java.sql.ResultSet row) throws java.sql.SQLException {
        long value = row.getLong(2);
        return row.wasNull() ? null : plain(BigDecimal.valueOf(value, 4));
    }

    /** Without the zeros that only the column's scale adds; a count keeps scale 0. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void add(
            Map<String, Map<ReferencePeriod, Observation>> found,
            long cell,
            @Nullable BigDecimal value,
            int state,
            int openedBy) {
        Openers.Opener opener = openers.of(openedBy);
        if (opener.knownFrom().isAfter(asOf)) {
            return;
        }
        AreaNumbers numbers = areas;
        if (numbers == null) {
            numbers = AreaNumbers.load(db);
            areas = numbers;
        }
        String area = numbers.code(Cell.areaNo(cell));
        ReferencePeriod period = ReferencePeriod.ofKey(Cell.periodKey(cell));
        Observation observation = new Observation(
                area,
                period,
                value,
                ObservationState.values()[state],
                opener.sha256(),
                new Vintage(opener.knownFrom(), null));
        found.computeIfAbsent(area, a -> new HashMap<>()).put(period, observation);
    }
}
