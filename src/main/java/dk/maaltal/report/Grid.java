package dk.maaltal.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table for people and files.
 *
 * @param columns names
 * @param rows each as long as {@code columns}; text, numbers (decimals without trailing zeros), flags or null; instants
 *     and dates as ISO text
 */
public record Grid(List<String> columns, List<List<@Nullable Object>> rows) {
    public Grid {
        columns = List.copyOf(columns);
        rows = java.util.Collections.unmodifiableList(rows);
    }

    /** All that a query returned, in its order. */
    public static Grid of(ResultSet result) throws SQLException {
        ResultSetMetaData meta = result.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int c = 1; c <= meta.getColumnCount(); c++) {
            columns.add(meta.getColumnLabel(c).toLowerCase(Locale.ROOT));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 1; c <= columns.size(); c++) {
                row.add(value(result, meta, c));
            }
            rows.add(row);
        }
        return new Grid(columns, rows);
    }

    private static @Nullable Object value(ResultSet result, ResultSetMetaData meta, int column) throws SQLException {
        int type = meta.getColumnType(column);
        // PostgreSQL's driver says plain TIMESTAMP for `timestamp with time zone`.
        if (type == Types.TIMESTAMP_WITH_TIMEZONE || type == Types.TIMESTAMP) {
            OffsetDateTime at = result.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant().toString();
        }
        Object value = result.getObject(column);
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        if (value instanceof Number || value instanceof Boolean || value == null) {
            return value;
        }
        return result.getString(column);
    }

    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A cell as text: null is empty. */
    public static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Each row as texts. */
    public List<List<String>> texts() {
        return rows.stream().map(row -> row.stream().map(Grid::text).toList()).toList();
    }

    /** Each row as column to value. */
    public List<Map<String, @Nullable Object>> asMaps() {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int c = 0; c < columns.size(); c++) {
                map.put(columns.get(c), row.get(c));
            }
            maps.add(map);
        }
        return maps;
    }
}
