package dk.maaltal.staging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds answers and dropped files by their digests. */
final class ReceivedFiles {
    private final JdbcClient db;

    ReceivedFiles(JdbcClient db) {
        this.db = db;
    }

    /** In the order of source, request and time; the same bytes may stand there several times. */
    List<Received> of(Collection<String> sha256s) {
        List<Received> all = new ArrayList<>();
        for (String sha256 : sha256s) {
            all.addAll(answers(sha256));
            all.addAll(dropped(sha256));
        }
        all.sort(Comparator.comparing(Received::source)
                .thenComparing(Received::request)
                .thenComparing(Received::at)
                .thenComparing(Received::sha256));
        return all;
    }

    private List<Received> answers(String sha256) {
        return db.sql("""
                        select sha256, source, request, fetched_at, source_updated_on, outcome, row_count, origin,
                               cast(0 as bigint) as rejected
                        from delivery where sha256 = ?
                        """)
                .param(sha256)
                .query((rs, n) -> received(rs, Map.of()))
                .list();
    }

    private List<Received> dropped(String sha256) {
        return db
                .sql("""
                        select sha256, register, file_name, received_at, extract_date, outcome, row_count, origin, rejected,
                               file_id
                        from register_file where sha256 = ?
                        """)
                .param(sha256)
                .query((rs, n) -> new Found(rs.getLong("file_id"), received(rs, Map.of())))
                .list()
                .stream()
                .map(found -> found.file().rejecting(byRule(found.id())))
                .toList();
    }

    private record Found(long id, Received file) {}

    private Map<String, Long> byRule(long fileId) {
        Map<String, Long> byRule = new TreeMap<>();
        db.sql("select rule, count(*) from register_rejection where file_id = ? group by rule")
                .param(fileId)
                .query((rs, n) -> byRule.put(rs.getString(1), rs.getLong(2)))
                .list();
        return byRule;
    }

    private static Received received(ResultSet rs, Map<String, Long> byRule) throws SQLException {
        long counted = rs.getLong("row_count");
        @Nullable Long rows = rs.wasNull() ? null : Long.valueOf(counted);
        return new Received(
                rs.getString(1),
                rs.getString(2),
                rs.getString(3),
                rs.getObject(4, OffsetDateTime.class).toInstant(),
                rs.getObject(5, LocalDate.class),
                rs.getString("outcome"),
                rows,
                rs.getString("origin"),
                rs.getLong("rejected"),
                new TreeMap<>(byRule));
    }
}
