package dk.maaltal.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code content_sha256} as the contract's recipe gives it, over rows of {@code bi.snapshot_value} read as text. */
public final class PlainDigest {
    private static final List<String> KEY = List.of("measure_id", "component", "basis", "area_code");
    private static final Set<String> LEFT_OUT = Set.of("snapshot_id", "source_updated_on", "lineage_id");

    private PlainDigest() {}

    /** @param cells every row of one version, columns in the contract's order */
    public static String of(List<Map<String, @Nullable String>> cells) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Comparator<Map<String, @Nullable String>> order = (a, b) -> 0;
            for (String column : KEY) {
                order = order.thenComparing(c -> String.valueOf(c.get(column)));
            }
            for (Map<String, @Nullable String> cell :
                    cells.stream().sorted(order).toList()) {
                sha256.update((text(cell) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row without the columns that do not make it another one. */
    public static String text(Map<String, @Nullable String> cell) {
        List<String> columns = new ArrayList<>();
        cell.forEach((name, value) -> {
            if (!LEFT_OUT.contains(name)) {
                columns.add(value == null ? "" : value);
            }
        });
        return String.join("\t", columns);
    }
}
