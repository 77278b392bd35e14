package dk.maaltal.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One cell: the columns of {@code bi.snapshot_value} but for the snapshot's id. Every number has exactly
 * {@value Ratio#DECIMALS} decimals, so that rows computed and rows read back are equal.
 *
 * @param key measure, component, basis and area
 * @param primary whether this basis is the one that is judged
 * @param areaName the area's bare name
 * @param referencePeriod what the cell is about: the source's code, or the snapshot period's id
 * @param value null unless the state carries one
 * @param numerator n of a share, the count itself, or null
 * @param denominator N of a share, the months of a figure per month, or null
 * @param unit as {@code bi} writes it
 * @param state what the value or its absence means
 * @param provisional whether an older reference period stands in, or the figure usually still moves by more than its
 *     distance to the target (then {@code attributes} has {@code judged_from})
 * @param targetText {@code >= 80 %}, or null where the cell is not judged or has no target
 * @param targetValue the number judged against, or null
 * @param benchmarkValue the whole country's value, or null
 * @param previousValue the same period last year, or null
 * @param deviation value minus what it is judged against, or null
 * @param twinDifference primary minus other basis, or null
 * @param status null where the cell is not judged
 * @param reason what must be known of the status, or null
 * @param due whether the plan reports the measure in this period
 * @param attributes JSON object with keys sorted, or null
 * @param definitionSha256 the measure's definition
 * @param sourceUpdatedOn the newest update of the sources used, or null
 * @param lineageId {@link Lineage#id()}, or null when no delivery was used
 */
public record Row(
        RowKey key,
        boolean primary,
        String areaName,
        String referencePeriod,
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        String unit,
        CellState state,
        boolean provisional,
        @Nullable String targetText,
        @Nullable BigDecimal targetValue,
        @Nullable BigDecimal benchmarkValue,
        @Nullable BigDecimal previousValue,
        @Nullable BigDecimal deviation,
        @Nullable BigDecimal twinDifference,
        @Nullable Status status,
        @Nullable Reason reason,
        boolean due,
        @Nullable String attributes,
        String definitionSha256,
        @Nullable LocalDate sourceUpdatedOn,
        @Nullable String lineageId) {
    public Row {
        value = Ratio.column(value);
        numerator = Ratio.column(numerator);
        denominator = Ratio.column(denominator);
        targetValue = Ratio.column(targetValue);
        benchmarkValue = Ratio.column(benchmarkValue);
        previousValue = Ratio.column(previousValue);
        deviation = Ratio.column(deviation);
        twinDifference = Ratio.column(twinDifference);
        if (state.hasValue() != (value != null)) {
            throw new IllegalArgumentException("%s: state %s with value %s".formatted(key, state, value));
        }
        if (value == null && (numerator != null || denominator != null || deviation != null)) {
            throw new IllegalArgumentException("%s: state %s lets a hidden number through".formatted(key, state));
        }
    }

    /** Whether the cell says the same; when its sources were updated, and by which delivery, does not count. */
    public boolean saysTheSameAs(Row other) {
        return Objects.equals(withoutOrigin(), other.withoutOrigin());
    }

    private Row withoutOrigin() {
        return with(provisional, attributes, null, null);
    }

    /** The same cell, which is likely to move by more than its distance to the target until a day. */
    Row judgedFrom(LocalDate day) {
        return with(true, Attributes.with(attributes, "judged_from", day.toString()), sourceUpdatedOn, lineageId);
    }

    private Row with(
            boolean provisionally, @Nullable String saying, @Nullable LocalDate updatedOn, @Nullable String lineage) {
        return new Row(
                key,
                primary,
                areaName,
                referencePeriod,
                value,
                numerator,
                denominator,
                unit,
                state,
                provisionally,
                targetText,
                targetValue,
                benchmarkValue,
                previousValue,
                deviation,
                twinDifference,
                status,
                reason,
                due,
                saying,
                definitionSha256,
                updatedOn,
                lineage);
    }
}
