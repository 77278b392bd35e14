package dk.maaltal.report;

import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.snapshot.Computing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cells that were computed and not published, in the columns of {@link Published}. */
public final class ComputedCells {
    private ComputedCells() {}

    /** Every cell, as {@link Published#cells} has those of a version. */
    public static Grid all(Computing.Cells computed) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : computed.rows()) {
            List<@Nullable Object> values = new ArrayList<>();
            row.forEach(value -> values.add(shown(value)));
            rows.add(values);
        }
        return new Grid(computed.columns(), rows);
    }

    /** The plan's own cells for people, as {@link Published#ownCells} has those of a version. */
    public static Grid own(Computing.Cells computed, Plan plan) {
        List<String> order = plan.measures().stream().map(Measure::id).toList();
        List<Map<String, @Nullable Object>> cells = all(computed).asMaps().stream()
                .filter(cell -> plan.area().code().equals(cell.get("area_code")))
                .sorted(Comparator.comparing((Map<String, @Nullable Object> cell) ->
                                order.indexOf(Grid.text(cell.get("measure_id"))))
                        .thenComparing(cell -> Grid.text(cell.get("component")))
                        .thenComparing(cell -> !Boolean.TRUE.equals(cell.get("is_primary")))
                        .thenComparing(cell -> Grid.text(cell.get("basis"))))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> cell : cells) {
            List<@Nullable Object> row = new ArrayList<>();
            Published.OWN.forEach((heading, column) -> row.add(
                    switch (column) {
                        case "title_da" ->
                            plan.measure(Grid.text(cell.get("measure_id")))
                                    .map(Measure::titleDa)
                                    .orElse(null);
                        case "is_primary" -> Boolean.TRUE.equals(cell.get(column)) ? "yes" : "";
                        default -> cell.get(column);
                    }));
            rows.add(row);
        }
        return new Grid(List.copyOf(Published.OWN.keySet()), rows);
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return Grid.plain(number);
        }
        return value instanceof LocalDate date ? date.toString() : value;
    }
}
