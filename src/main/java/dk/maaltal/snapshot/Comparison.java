package dk.maaltal.snapshot;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Published rows beside computed ones.
 *
 * @param rows how many are published
 * @param differing how many cells differ, or stand on one side only
 * @param first the first of them, in key order, with its columns, {@code published -> computed}; null when none does
 */
public record Comparison(
        long rows, long differing, @Nullable String first) {
    public boolean isEqual() {
        return differing == 0;
    }

    static Comparison of(Collection<RawRow> published, Collection<RawRow> computed) {
        Map<RawRow, RawRow> stored = byKey(published);
        Map<RawRow, RawRow> made = byKey(computed);
        TreeSet<RawRow> keys = new TreeSet<>(RawRow.ORDER);
        keys.addAll(stored.keySet());
        keys.addAll(made.keySet());
        long differing = 0;
        String first = null;
        for (RawRow key : keys) {
            String difference = difference(stored.get(key), made.get(key));
            if (!difference.isEmpty()) {
                differing++;
                first = Objects.requireNonNullElse(first, difference);
            }
        }
        return new Comparison(published.size(), differing, first);
    }

    private static Map<RawRow, RawRow> byKey(Collection<RawRow> rows) {
        Map<RawRow, RawRow> byKey = new TreeMap<>(RawRow.ORDER);
        rows.forEach(row -> byKey.put(row, row));
        return byKey;
    }

    private static String difference(@Nullable RawRow stored, @Nullable RawRow made) {
        if (stored == null || made == null) {
            return stored == null
                    ? "computed, but not published: "
                            + Objects.requireNonNull(made).says()
                    : "published, but not computed: " + stored.says();
        }
        Map<String, String> differences = stored.differences(made);
        return differences.isEmpty()
                ? ""
                : stored.key() + ": "
                        + differences.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", "));
    }
}
