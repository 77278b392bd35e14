package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row as it stands in the database, whatever it says: one that was changed may be none that Måltal would write. */
record RawRow(List<@Nullable Object> values) {
    /** The contract's names, in its order. */
    static final List<String> COLUMNS = RowColumns.contractNames();

    private static final int[] KEY = {0, 1, 2, 4};

    /** By key, in code-point order. */
    static final Comparator<RawRow> ORDER = (a, b) -> {
        for (int column : KEY) {
            int order = codePoints(a.text(column), b.text(column));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private static final Set<String> NUMBERS = Set.of(
            "value",
            "numerator",
            "denominator",
            "target_value",
            "benchmark_value",
            "previous_value",
            "deviation",
            "twin_difference");
    private static final Set<String> FLAGS = Set.of("is_primary", "provisional", "due");
    /** Those that the content digest leaves out: they do not make a row changed. */
    private static final Set<String> ORIGIN = Set.of("source_updated_on", "lineage_id");

    RawRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    static RawRow of(Row row) {
        return new RawRow(RowColumns.values(row));
    }

    /** Reads {@link RowColumns#NAMES}. */
    static RawRow read(ResultSet rs, int rowNumber) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            String name = COLUMNS.get(i);
            if (NUMBERS.contains(name)) {
                values.add(rs.getBigDecimal(i + 1));
            } else if (FLAGS.contains(name)) {
                values.add(rs.getBoolean(i + 1));
            } else if (name.equals("source_updated_on")) {
                values.add(rs.getObject(i + 1, LocalDate.class));
            } else {
                values.add(rs.getString(i + 1));
            }
        }
        return new RawRow(values);
    }

    @Nullable
    Object value(String column) {
        return values.get(COLUMNS.indexOf(column));
    }

    /** A column as a person reads it; {@code null} where there is none. */
    String text(String column) {
        return text(COLUMNS.indexOf(column));
    }

    private String text(int column) {
        Object value = values.get(column);
        return value instanceof BigDecimal number ? Digest.number(number) : String.valueOf(value);
    }

    /** {@code 5.1 value official 707}. */
    String key() {
        return "%s %s %s %s".formatted(text(0), text(1), text(2), text(4));
    }

    /** {@code 5.1 value official 707: value 12.3, state OK, status MET}. */
    String says() {
        return "%s: value %s, state %s, status %s".formatted(key(), text("value"), text("state"), text("status"));
    }

    /** The canonical line of the content digest. */
    String line() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (!ORIGIN.contains(COLUMNS.get(i))) {
                texts.add(values.get(i) == null ? "" : text(i));
            }
        }
        return String.join("\t", texts);
    }

    /** What its seal says of it. */
    String digest() {
        return Seal.rowDigest(values);
    }

    /** The columns in which another row says something else: each with what the two say. */
    Map<String, String> differences(RawRow other) {
        Map<String, String> differences = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (!Objects.equals(comparable(values.get(i)), comparable(other.values.get(i)))) {
                differences.put(COLUMNS.get(i), text(i) + " -> " + other.text(i));
            }
        }
        return differences;
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /** {@link Digest#of} for rows as they stand. */
    static String contentDigest(List<RawRow> sorted) {
        return Digest.of(sorted.stream().map(row -> row.line() + "\n").collect(Collectors.joining()));
    }

    private static int codePoints(String a, String b) {
        int[] first = a.codePoints().toArray();
        int[] second = b.codePoints().toArray();
        return java.util.Arrays.compare(first, second);
    }
}
