package dk.maaltal.testing.releases;

import dk.maaltal.testing.TestHome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a release has published, in few lines: a view, its columns of that time, how many rows, and their digest. */
final class Digests {
    /** What must stand for ever; {@code is_latest} is no property of a version. */
    private static final List<String> VIEWS = List.of(
            "snapshot", "snapshot_value", "lineage", "delivery", "observation", "measure", "area", "period", "run");

    private Digests() {}

    static List<String> of(String url, String user) {
        List<String> lines = new ArrayList<>();
        for (String view : VIEWS) {
            String columns = String.join(" ", columns(url, user, view));
            lines.add(line(url, user, view, columns, List.of()));
        }
        return lines;
    }

    private static List<String> columns(String url, String user, String view) {
        return TestHome.query(url, user, """
                        select lower(column_name) as c from information_schema.columns
                        where lower(table_schema) = 'bi' and lower(table_name) = '%s' and lower(column_name) <> 'is_latest'
                        order by ordinal_position
                        """.formatted(view)).stream()
                .map(row -> String.valueOf(row.get("c")))
                .toList();
    }

    /**
     * The line of a view for columns it had; those it has got since are left out.
     *
     * @param versions the only ones whose rows count; all where it is empty
     */
    static String line(String url, String user, String view, String columns, List<String> versions) {
        String which =
                versions.isEmpty() ? "" : " where snapshot_id in ('%s')".formatted(String.join("', '", versions));
        List<String> rows =
                TestHome.dump(url, user, "select %s from bi.%s%s".formatted(columns.replace(" ", ", "), view, which));
        byte[] text = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        return "%s,%s,%d,%s".formatted(view, columns, rows.size(), sha256(text));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
