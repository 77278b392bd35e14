package dk.maaltal.snapshot.explanation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an explanation.
 *
 * @param key its name in JSON: stable
 * @param title its heading in text
 * @param entries in order; their keys differ
 */
public record Section(String key, String title, List<Entry> entries) {
    public Section {
        entries = List.copyOf(entries);
    }

    /** What stands in a section. */
    public sealed interface Entry {
        /** Its name in JSON: stable. */
        String key();

        /** What it is called in text. */
        String label();
    }

    /** One thing to know. @param value a text, number or flag; null where there is none */
    public record Fact(String key, String label, @Nullable Object value) implements Entry {
        public Fact {
            value = plain(value);
        }
    }

    /** A table. @param columns JSON keys @param rows each as long as {@code columns} */
    public record Listing(String key, String label, List<String> columns, List<List<@Nullable Object>> rows)
            implements Entry {
        public Listing {
            columns = List.copyOf(columns);
            List<List<@Nullable Object>> plain = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                List<@Nullable Object> values = new ArrayList<>();
                row.forEach(value -> values.add(plain(value)));
                plain.add(Collections.unmodifiableList(values));
            }
            rows = Collections.unmodifiableList(plain);
        }
    }

    /** Numbers without trailing zeros, times as ISO text. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
        return value instanceof Instant || value instanceof LocalDate ? value.toString() : value;
    }

    /** Collects a section. */
    static final class Writer {
        private final String key;
        private final String title;
        private final List<Entry> entries = new ArrayList<>();

        Writer(String key, String title) {
            this.key = key;
            this.title = title;
        }

        Writer fact(String name, String label, @Nullable Object value) {
            entries.add(new Fact(name, label, value));
            return this;
        }

        Writer listing(String name, String label, List<String> columns, List<List<@Nullable Object>> rows) {
            entries.add(new Listing(name, label, columns, rows));
            return this;
        }

        Section done() {
            return new Section(key, title, entries);
        }
    }

    /** A row of a listing; may hold null. */
    static List<@Nullable Object> row(@Nullable Object... values) {
        return Collections.unmodifiableList(java.util.Arrays.asList(values));
    }
}
