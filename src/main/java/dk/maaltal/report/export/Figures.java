package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The version's cells and names as the sheets need them. */
final class Figures {
    private final VersionData version;
    private final Map<String, List<@Nullable Object>> measures;

    Figures(VersionData version) {
        this.version = version;
        measures = version.rows(Contract.MEASURE).stream()
                .collect(Collectors.toMap(row -> key(Contract.MEASURE, row), Function.identity(), (one, other) -> one));
    }

    /** All cells in the plan's order: 6.2 before 6.10. */
    Stream<List<@Nullable Object>> cells() {
        return version.rows(Contract.SNAPSHOT_VALUE).stream()
                .sorted(Comparator.comparing((List<@Nullable Object> row) -> order(text(row, "measure_id"))));
    }

    /** What is judged: the primary cells of the plan's own municipality. */
    Stream<List<@Nullable Object>> judged() {
        return cells().filter(row -> version.ownArea().equals(text(row, "area_code"))
                && Boolean.TRUE.equals(VersionData.cell(Contract.SNAPSHOT_VALUE, row, "is_primary")));
    }

    /** The definitions in the plan's order. */
    Stream<List<@Nullable Object>> definitions() {
        return version.rows(Contract.MEASURE).stream()
                .sorted(Comparator.comparing((List<@Nullable Object> row) ->
                        order(String.valueOf(VersionData.cell(Contract.MEASURE, row, "measure_id")))));
    }

    String title(List<@Nullable Object> cell) {
        List<@Nullable Object> measure = measures.get(key(Contract.SNAPSHOT_VALUE, cell));
        return measure == null ? "" : String.valueOf(VersionData.cell(Contract.MEASURE, measure, "title_da"));
    }

    static @Nullable String text(List<@Nullable Object> cell, String column) {
        Object value = VersionData.cell(Contract.SNAPSHOT_VALUE, cell, column);
        return value == null ? null : value.toString();
    }

    static @Nullable BigDecimal number(List<@Nullable Object> cell, String column) {
        return (BigDecimal) VersionData.cell(Contract.SNAPSHOT_VALUE, cell, column);
    }

    static @Nullable String danish(List<@Nullable Object> cell, String column) {
        return DanishWords.danish(column, VersionData.cell(Contract.SNAPSHOT_VALUE, cell, column));
    }

    /**
     * How a number of the unit is shown; a Danish Excel shows a comma. Percentages go from 0 to 100 and have no percent
     * sign, which some programs take as an order to multiply even in quotes.
     */
    static String format(@Nullable String unit, @Nullable BigDecimal number) {
        if (Objects.equals(unit, "percent")) {
            return "#,##0.0#";
        }
        return number != null && number.stripTrailingZeros().scale() > 0 ? "#,##0.0#" : "#,##0";
    }

    private static String key(ContractTable table, List<@Nullable Object> row) {
        return VersionData.cell(table, row, "measure_id") + "/" + VersionData.cell(table, row, "component");
    }

    /** Numbers between points are padded, so that texts sort as numbers do. */
    private static String order(@Nullable String measureId) {
        return Stream.of(String.valueOf(measureId).split("\\."))
                .map(part -> "0".repeat(Math.max(0, 6 - part.length())) + part)
                .collect(Collectors.joining("."));
    }
}
