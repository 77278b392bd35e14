package dk.maaltal.snapshot;

import dk.maaltal.measure.Basis;
import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Reason;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.measure.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a row stands in the tables {@code snapshot_value} and {@code preview_value}. */
final class RowColumns {
    /** The contract's columns, without the snapshot's id; {@code cell_value} is its {@code value}. */
    static final String NAMES = """
            measure_id, component, basis, is_primary, area_code, area_name, reference_period, cell_value, numerator,
            denominator, unit, state, provisional, target_text, target_value, benchmark_value, previous_value,
            deviation, twin_difference, status, reason, due, attributes, definition_sha256, source_updated_on,
            lineage_id""";

    /** A place for each of {@link #NAMES}. */
    static final String PLACES = "?" + ", ?".repeat(NAMES.split(",").length - 1);

    /** When sources were updated, and by which delivery, is no part of what a row says. */
    private static final Set<String> ORIGIN = Set.of("source_updated_on", "lineage_id");

    private RowColumns() {}

    /** The contract's names of {@link #NAMES}, in its order. */
    static List<String> contractNames() {
        return Stream.of(NAMES.split(","))
                .map(String::strip)
                .map(name -> name.equals("cell_value") ? "value" : name)
                .toList();
    }

    /** What goes into the places, in order. */
    static List<@Nullable Object> values(Row row) {
        List<@Nullable Object> values = new ArrayList<>(26);
        values.add(row.key().measureId());
        values.add(row.key().component());
        values.add(row.key().basis().text());
        values.add(row.primary());
        values.add(row.key().areaCode());
        values.add(row.areaName());
        values.add(row.referencePeriod());
        values.add(row.value());
        values.add(row.numerator());
        values.add(row.denominator());
        values.add(row.unit());
        values.add(row.state().name());
        values.add(row.provisional());
        values.add(row.targetText());
        values.add(row.targetValue());
        values.add(row.benchmarkValue());
        values.add(row.previousValue());
        values.add(row.deviation());
        values.add(row.twinDifference());
        values.add(row.status() == null ? null : row.status().name());
        values.add(row.reason() == null ? null : row.reason().text());
        values.add(row.due());
        values.add(row.attributes());
        values.add(row.definitionSha256());
        values.add(row.sourceUpdatedOn());
        values.add(row.lineageId());
        return values;
    }

    /** The contract's names of the columns in which the rows do not say the same, in its order. */
    static List<String> differing(Row before, Row after) {
        List<@Nullable Object> was = values(before);
        List<@Nullable Object> is = values(after);
        List<String> names = contractNames();
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!ORIGIN.contains(names.get(i)) && !Objects.equals(was.get(i), is.get(i))) {
                differing.add(names.get(i));
            }
        }
        return differing;
    }

    static Row read(ResultSet rs, int rowNumber) throws SQLException {
        RowKey key = new RowKey(
                rs.getString("measure_id"),
                rs.getString("component"),
                Basis.of(rs.getString("basis")),
                rs.getString("area_code"));
        return new Row(
                key,
                rs.getBoolean("is_primary"),
                rs.getString("area_name"),
                rs.getString("reference_period"),
                rs.getBigDecimal("cell_value"),
                rs.getBigDecimal("numerator"),
                rs.getBigDecimal("denominator"),
                rs.getString("unit"),
                CellState.valueOf(rs.getString("state")),
                rs.getBoolean("provisional"),
                rs.getString("target_text"),
                rs.getBigDecimal("target_value"),
                rs.getBigDecimal("benchmark_value"),
                rs.getBigDecimal("previous_value"),
                rs.getBigDecimal("deviation"),
                rs.getBigDecimal("twin_difference"),
                optional(rs.getString("status"), Status::valueOf),
                optional(rs.getString("reason"), Reason::of),
                rs.getBoolean("due"),
                rs.getString("attributes"),
                rs.getString("definition_sha256"),
                rs.getObject("source_updated_on", java.time.LocalDate.class),
                rs.getString("lineage_id"));
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> read) {
        return text == null ? null : read.apply(text);
    }
}
