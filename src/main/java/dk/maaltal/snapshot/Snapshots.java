package dk.maaltal.snapshot;

import dk.maaltal.measure.Basis;
import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.measure.Status;
import dk.maaltal.series.ReferencePeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads published versions, and the preview. */
public final class Snapshots {
    private static final String VERSIONS = """
            select snapshot_id, plan_id, period, version, as_of, published_at, is_latest, change_kind, change_note,
                   backfilled, row_count, content_sha256, previous_sha256, run_id
            from bi.snapshot
            """;

    private final JdbcClient jdbc;

    public Snapshots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The plans that have a version, by id. */
    public List<String> plans() {
        return jdbc.sql("select distinct plan_id from bi.snapshot order by plan_id")
                .query(String.class)
                .list();
    }

    /** Every version of a plan, by period and number. */
    public List<Version> all(String planId) {
        return jdbc.sql(VERSIONS + " where plan_id = ?").param(planId).query(Snapshots::version).list().stream()
                .sorted(Comparator.comparing(Version::period).thenComparing(Version::number))
                .toList();
    }

    /** The newest version of a period, or empty when it is not published. */
    public Optional<Version> latest(String planId, ReferencePeriod period) {
        return jdbc.sql(VERSIONS + " where plan_id = ? and period = ? and is_latest")
                .params(planId, period.id())
                .query(Snapshots::version)
                .optional();
    }

    /** Whose knowledge the newest version of any plan and period reflects; empty while nothing is published. */
    public Optional<Instant> newestAsOf() {
        return jdbc
                .sql(VERSIONS + " order by as_of desc fetch first 1 rows only")
                .query(Snapshots::version)
                .list()
                .stream()
                .map(Version::asOf)
                .findFirst();
    }

    /** One version of a period. */
    public Optional<Version> find(String planId, ReferencePeriod period, long number) {
        return jdbc.sql(VERSIONS + " where snapshot_id = ?")
                .param(Version.id(planId, period, number))
                .query(Snapshots::version)
                .optional();
    }

    /** A version's rows, in key order; none for an id that does not exist. */
    public List<Row> rows(String snapshotId) {
        return rows("snapshot_value", snapshotId);
    }

    /** Each cell of a period that was ever published as met or not met, with what its newest such version said. */
    Map<RowKey, Status> decided(String planId, ReferencePeriod period) {
        Map<RowKey, Status> decided = new HashMap<>();
        jdbc.sql("""
                        select v.measure_id, v.component, v.basis, v.area_code, v.status
                        from snapshot s
                        join snapshot_value v on v.snapshot_id = s.snapshot_id
                        where s.plan_id = ? and s.period = ? and v.status in ('MET', 'NOT_MET')
                        order by s.version
                        """).params(planId, period.id()).query((ResultSet rs) -> {
            RowKey key = new RowKey(
                    rs.getString("measure_id"),
                    rs.getString("component"),
                    Basis.of(rs.getString("basis")),
                    rs.getString("area_code"));
            decided.put(key, Status.valueOf(rs.getString("status")));
        });
        return decided;
    }

    /** The rows of the preview of a period, in key order; none when there is none. */
    public List<Row> previewRows(String planId, ReferencePeriod period) {
        return rows("preview_value", Preview.id(planId, period));
    }

    private List<Row> rows(String table, String snapshotId) {
        return jdbc
                .sql("select " + RowColumns.NAMES + " from " + table + " where snapshot_id = ?")
                .param(snapshotId)
                .query(RowColumns::read)
                .list()
                .stream()
                .sorted(Comparator.comparing(Row::key))
                .toList();
    }

    /** The deliveries of a lineage, sorted; none for an id that does not exist. */
    public List<Lineage.Entry> lineage(String lineageId) {
        return jdbc.sql("""
                        select delivery_sha256, known_from
                        from snapshot_lineage
                        where lineage_id = ?
                        order by delivery_sha256, known_from
                        """)
                .param(lineageId)
                .query((rs, n) -> new Lineage.Entry(rs.getString(1), instant(rs, "known_from")))
                .list();
    }

    private static Version version(ResultSet rs, int rowNumber) throws SQLException {
        return new Version(
                rs.getString("snapshot_id"),
                rs.getString("plan_id"),
                ReferencePeriod.parse(rs.getString("period")),
                rs.getLong("version"),
                instant(rs, "as_of"),
                instant(rs, "published_at"),
                rs.getBoolean("is_latest"),
                ChangeKind.valueOf(rs.getString("change_kind").toUpperCase(Locale.ROOT)),
                rs.getString("change_note"),
                rs.getBoolean("backfilled"),
                rs.getLong("row_count"),
                rs.getString("content_sha256"),
                rs.getString("previous_sha256"),
                rs.getString("run_id"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
