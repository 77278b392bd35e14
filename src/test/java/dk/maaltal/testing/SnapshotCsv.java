package dk.maaltal.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of {@code bi.snapshot_value}, from a file or from anywhere, held against what {@link PlainPlan} expects. */
public final class SnapshotCsv {
    private SnapshotCsv() {}

    /** Reads an exported file with a header; an empty field is null. Comma or semicolon. */
    public static List<Map<String, @Nullable String>> read(Path file) {
        try {
            String text = Files.readString(file);
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            String header = text.lines().findFirst().orElse("");
            char separator = header.contains(";") ? ';' : ',';
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            try (CsvReader<NamedCsvRecord> reader =
                    CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(text)) {
                reader.forEach(line -> {
                    Map<String, @Nullable String> row = new LinkedHashMap<>();
                    line.getFieldsAsMap().forEach((name, value) -> row.put(name, value.isEmpty() ? null : value));
                    // In files the state stands where a value is missing.
                    if (row.get("value") != null && Objects.equals(row.get("value"), row.get("state"))) {
                        row.put("value", null);
                    }
                    rows.add(row);
                });
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Every difference between the official rows given and those expected, one a line, readable; empty when there is
     * none. Numbers are compared as numbers.
     *
     * @param rows rows of one snapshot version, by the contract's column names
     */
    public static List<String> differences(
            List<? extends Map<String, @Nullable String>> rows, List<PlainRow> expected) {
        return differences(rows, expected, Set.of("official"));
    }

    /**
     * Every difference between the rows of some bases and those expected.
     *
     * @param bases {@code official}, {@code local} or both
     */
    public static List<String> differences(
            List<? extends Map<String, @Nullable String>> rows, List<PlainRow> expected, Set<String> bases) {
        List<String> differences = new ArrayList<>();
        Map<String, Map<String, @Nullable String>> byKey = new LinkedHashMap<>();
        for (Map<String, @Nullable String> row : rows) {
            String basis = String.valueOf(row.get("basis"));
            if (bases.contains(basis)) {
                String key = "%s %s %s %s"
                        .formatted(row.get("measure_id"), row.get("component"), basis, row.get("area_code"));
                if (byKey.put(key, Map.copyOf(withoutNulls(row))) != null) {
                    differences.add(key + ": stands twice");
                }
            }
        }
        for (PlainRow row : expected) {
            Map<String, @Nullable String> actual = byKey.remove(row.key());
            if (actual == null) {
                differences.add(row.key() + ": is not there");
            } else {
                differences.addAll(of(row, actual));
            }
        }
        byKey.keySet().forEach(key -> differences.add(key + ": should not be there"));
        return differences;
    }

    private static Map<String, String> withoutNulls(Map<String, @Nullable String> row) {
        Map<String, String> some = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            if (value != null) {
                some.put(name, value);
            }
        });
        return some;
    }

    private static List<String> of(PlainRow row, Map<String, @Nullable String> actual) {
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("state", row.state());
        expected.put("reference_period", row.referencePeriod());
        expected.put("value", row.value());
        expected.put("numerator", row.numerator());
        expected.put("denominator", row.denominator());
        expected.put("benchmark_value", row.benchmarkValue());
        expected.put("previous_value", row.previousValue());
        expected.put("target_value", row.targetValue());
        expected.put("deviation", row.deviation());
        expected.put("status", row.status());
        expected.put("reason", row.reason());
        expected.put("is_primary", Boolean.toString(row.isPrimary()));
        expected.put("twin_difference", row.twinDifference());
        List<String> differences = new ArrayList<>();
        expected.forEach((column, value) -> {
            String is = actual.get(column);
            if (!same(value, is)) {
                differences.add("%s: %s is %s, expected %s".formatted(row.key(), column, is, value));
            }
        });
        return differences;
    }

    private static boolean same(@Nullable Object expected, @Nullable String actual) {
        if (expected instanceof BigDecimal number && actual != null) {
            return number.compareTo(new BigDecimal(actual.replace(',', '.'))) == 0;
        }
        return Objects.equals(expected, actual);
    }
}
