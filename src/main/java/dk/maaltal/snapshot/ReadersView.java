package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change as a reader of the cell sees it.
 *
 * @param measureId {@code 6.1}
 * @param component {@code value}, {@code share}, …
 * @param basis {@code official} or {@code local}
 * @param areaCode {@code 707}
 * @param areaName the area's bare name
 * @param flip whether it goes to the other side of its target
 * @param columns the contract's columns that differ; empty where a cell is added or removed
 * @param before what is published, or null where the cell is added
 * @param after what would be published, or null where the cell is removed
 */
public record ReadersView(
        String measureId,
        String component,
        String basis,
        String areaCode,
        String areaName,
        boolean flip,
        List<String> columns,
        @Nullable Cell before,
        @Nullable Cell after) {
    public ReadersView {
        columns = List.copyOf(columns);
    }

    /**
     * What stands in a cell.
     *
     * @param value null where there is none; without trailing zeros
     * @param unit as {@code bi} writes it
     * @param state of the cell
     * @param provisional whether it said of itself that it may change
     * @param target {@code >= 80 %}, or null
     * @param targetValue the number judged against, or null; without trailing zeros
     * @param status against the target, or null where the cell is not judged
     * @param reason what must be known of the status, or null
     */
    public record Cell(
            @Nullable BigDecimal value,
            String unit,
            String state,
            boolean provisional,
            @Nullable String target,
            @Nullable BigDecimal targetValue,
            @Nullable String status,
            @Nullable String reason) {
        static Cell of(Row row) {
            return new Cell(
                    plain(row.value()),
                    row.unit(),
                    row.state().name(),
                    row.provisional(),
                    row.targetText(),
                    plain(row.targetValue()),
                    row.status() == null ? null : row.status().name(),
                    row.reason() == null ? null : row.reason().text());
        }

        /** {@code 20 (provisional), <= DK = 16.6667: NOT_MET}; the state where there is no value. */
        @Override
        public String toString() {
            return (value == null ? state : value.toPlainString())
                    + (provisional ? " (provisional)" : value != null && !state.equals("OK") ? " (" + state + ")" : "")
                    + (target == null ? "" : ", " + target)
                    + (targetValue == null ? "" : " = " + targetValue.toPlainString())
                    + (status == null ? "" : ": " + status);
        }

        private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
            if (number == null) {
                return null;
            }
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    /** How a reader sees the change. */
    public static ReadersView of(Change change) {
        Row before = change.before();
        Row after = change.after();
        Row any = Objects.requireNonNull(after == null ? before : after);
        return new ReadersView(
                change.key().measureId(),
                change.key().component(),
                change.key().basis().text(),
                change.key().areaCode(),
                any.areaName(),
                change.isFlip(),
                before == null || after == null ? List.of() : RowColumns.differing(before, after),
                before == null ? null : Cell.of(before),
                after == null ? null : Cell.of(after));
    }

    /** The change without the cell's name: {@code 20 … -> 5.9 …}, or the columns where a reader of the value sees none. */
    public String text() {
        String was = before == null ? "none" : before.toString();
        String is = after == null ? "none" : after.toString();
        return was.equals(is) ? was + " (" + String.join(", ", columns) + ")" : was + " -> " + is;
    }
}
