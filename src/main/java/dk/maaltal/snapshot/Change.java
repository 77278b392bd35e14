package dk.maaltal.snapshot;

import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.measure.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cell that differs between two versions.
 *
 * @param key the cell
 * @param before the published row, or null where the cell is added
 * @param after the computed row, or null where the cell is removed
 * @param decided what a reader was told of its target last, by the published row or one before it: met or not; null when
 *     they never were. A night without a source must not make anyone forget it
 */
public record Change(
        RowKey key,
        @Nullable Row before,
        @Nullable Row after,
        @Nullable Status decided) {
    /** How many columns are named. */
    private static final int NAMED = 4;

    /** States of a cell without a value that is to get one. */
    private static final Set<CellState> TO_COME =
            EnumSet.of(CellState.NOT_PUBLISHED, CellState.IMMATURE, CellState.SOURCE_MISSING);

    Change(RowKey key, @Nullable Row before, @Nullable Row after) {
        this(key, before, after, before != null && isDecided(before.status()) ? before.status() : null);
    }

    public Change {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change has a row on one side");
        }
    }

    public boolean isAdded() {
        return before == null;
    }

    public boolean isRemoved() {
        return after == null;
    }

    /** Whether the cell went from one side of its target to the other, if by way of versions that did not say. */
    public boolean isFlip() {
        return after != null && decided != null && isDecided(after.status()) && after.status() != decided;
    }

    /**
     * Whether it counts toward the share of changed cells: cells that come or go, and those that say another value, state
     * or status though their published row did not say itself that it would change. What stands beside a cell does not
     * count: one revised figure of the whole country is the benchmark of ninety-eight municipalities.
     */
    boolean counts() {
        return before == null
                || after == null
                || saysOtherwise(before, after) && !(before.provisional() || TO_COME.contains(before.state()));
    }

    private static boolean saysOtherwise(Row before, Row after) {
        return !Objects.equals(before.value(), after.value())
                || before.state() != after.state()
                || before.status() != after.status();
    }

    private static boolean isDecided(@Nullable Status status) {
        return status == Status.MET || status == Status.NOT_MET;
    }

    /**
     * {@code 5.1 value official 707 12.3 -> 12.4}: value, or state where there is none; or, where that is the same, the
     * columns that differ: {@code 1.1 actual official 707: benchmark_value, previous_value}.
     */
    @Override
    public String toString() {
        String was = said(before);
        String is = said(after);
        return was.equals(is) ? key + ": " + columns() : key + " " + was + " -> " + is;
    }

    private String columns() {
        if (before == null || after == null) {
            throw new IllegalStateException(key + " stands on one side only");
        }
        List<String> columns = RowColumns.differing(before, after);
        int named = Math.min(columns.size(), NAMED);
        return String.join(", ", columns.subList(0, named))
                + (named < columns.size() ? " and %d more".formatted(columns.size() - named) : "");
    }

    private static String said(@Nullable Row row) {
        if (row == null) {
            return "none";
        }
        return row.value() == null ? row.state().name() : Digest.number(row.value());
    }

    /** What differs, in key order; when sources were updated and by which delivery does not count. */
    static List<Change> between(Collection<Row> before, Collection<Row> after) {
        return between(before, after, Map.of());
    }

    /**
     * The same.
     *
     * @param decided what each cell was last published as, met or not, in whichever version
     */
    static List<Change> between(Collection<Row> before, Collection<Row> after, Map<RowKey, Status> decided) {
        Map<RowKey, Row> old = byKey(before);
        Map<RowKey, Row> young = byKey(after);
        TreeSet<RowKey> keys = new TreeSet<>(old.keySet());
        keys.addAll(young.keySet());
        List<Change> changes = new ArrayList<>();
        for (RowKey key : keys) {
            Row was = old.get(key);
            Row is = young.get(key);
            if (was == null || is == null || !was.saysTheSameAs(is)) {
                Status last = decided.get(key);
                changes.add(last == null ? new Change(key, was, is) : new Change(key, was, is, last));
            }
        }
        return changes;
    }

    private static Map<RowKey, Row> byKey(Collection<Row> rows) {
        return rows.stream().collect(Collectors.toMap(Row::key, Function.identity()));
    }
}
