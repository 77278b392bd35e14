package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code content_sha256}: SHA-256 over the canonical rows (contract, promise 4). Sorted by key in code-point order, the
 * columns of {@code bi.snapshot_value} without {@code snapshot_id}, {@code source_updated_on} and {@code lineage_id} joined
 * by tabs, lines ended by {@code \n}, UTF-8; numbers plain and without trailing zeros, null empty.
 */
public final class Digest {
    private Digest() {}

    /**
     * The digest of the rows, in any order.
     *
     * @return 64 hexadecimal digits
     * @throws IllegalArgumentException when a text holds a tab or a line end
     */
    public static String of(Collection<Row> rows) {
        MessageDigest digest = sha256();
        rows.stream()
                .sorted(Comparator.comparing(Row::key))
                .forEach(row -> digest.update((line(row) + '\n').getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a text's UTF-8, 64 hexadecimal digits. */
    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** One row's canonical text, without its line end. */
    public static String line(Row row) {
        RowKey key = row.key();
        List<String> columns = new ArrayList<>(24);
        columns.add(text(key.measureId()));
        columns.add(text(key.component()));
        columns.add(key.basis().text());
        columns.add(Boolean.toString(row.primary()));
        columns.add(text(key.areaCode()));
        columns.add(text(row.areaName()));
        columns.add(text(row.referencePeriod()));
        columns.add(number(row.value()));
        columns.add(number(row.numerator()));
        columns.add(number(row.denominator()));
        columns.add(text(row.unit()));
        columns.add(row.state().name());
        columns.add(Boolean.toString(row.provisional()));
        columns.add(text(row.targetText()));
        columns.add(number(row.targetValue()));
        columns.add(number(row.benchmarkValue()));
        columns.add(number(row.previousValue()));
        columns.add(number(row.deviation()));
        columns.add(number(row.twinDifference()));
        columns.add(row.status() == null ? "" : row.status().name());
        columns.add(row.reason() == null ? "" : row.reason().text());
        columns.add(Boolean.toString(row.due()));
        columns.add(text(row.attributes()));
        columns.add(text(row.definitionSha256()));
        return String.join("\t", columns);
    }

    static String number(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
            throw new IllegalArgumentException("a text of a published row holds a tab or a line end: " + text);
        }
        return text;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
