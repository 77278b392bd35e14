package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads a version so that it reads the same for ever: names of areas as its cells have them, definitions as it was
 * published with, and no delivery that came after it.
 */
final class VersionReader {
    /** Table to what stands after the columns; {@code t} is the table. */
    private static final Map<String, String> FROM = Map.of(
            "snapshot",
            "from bi.snapshot t where t.snapshot_id = ?",
            "snapshot_value",
            "from bi.snapshot_value t where t.snapshot_id = ?",
            // bi.measure has only the newest definition of each.
            "measure",
            """
            from snapshot_measure t
            join bi.snapshot s on s.plan_id = t.plan_id
            where s.snapshot_id = ?
              and exists (select 1
                          from bi.snapshot_value v
                          where v.snapshot_id = s.snapshot_id and v.measure_id = t.measure_id
                            and v.component = t.component and v.definition_sha256 = t.definition_sha256)
            """,
            "area",
            """
            from (select distinct v.area_code, v.area_name, a.area_type
                  from bi.snapshot_value v
                  join bi.area a on a.area_code = v.area_code
                  where v.snapshot_id = ?) t
            """,
            "period",
            "from bi.period t join bi.snapshot s on s.period = t.period where s.snapshot_id = ?",
            "lineage",
            """
            from (select distinct l.lineage_id, l.delivery_sha256, l.known_from
                  from bi.lineage l
                  join bi.snapshot_value v on v.lineage_id = l.lineage_id
                  where v.snapshot_id = ?) t
            """,
            "delivery",
            """
            from (select distinct d.*
                  from bi.delivery d
                  join bi.lineage l on l.delivery_sha256 = d.sha256
                  join bi.snapshot_value v on v.lineage_id = l.lineage_id
                  join bi.snapshot s on s.snapshot_id = v.snapshot_id
                  where s.snapshot_id = ? and d.fetched_at <= s.published_at) t
            """);

    private final JdbcTemplate db;

    VersionReader(JdbcTemplate db) {
        this.db = db;
    }

    VersionData read(String snapshotId, String planTitle, String ownArea) {
        Map<String, List<List<@Nullable Object>>> tables = new LinkedHashMap<>();
        for (ContractTable table : Contract.tables()) {
            tables.put(table.name(), rows(Contract.inFiles(table), snapshotId));
        }
        return new VersionData(
                planTitle,
                ownArea,
                String.valueOf(db.queryForObject("select version from bi.contract", String.class)),
                tables);
    }

    private List<List<@Nullable Object>> rows(ContractTable table, String snapshotId) {
        String sql = "select "
                + table.columns().stream().map(column -> "t." + column.name()).collect(Collectors.joining(", "))
                + " " + FROM.get(table.name());
        List<List<@Nullable Object>> rows =
                new ArrayList<>(db.query(sql, (result, n) -> row(table, result), snapshotId));
        // By code points, and not as the database's own language has it.
        rows.sort((one, other) -> {
            for (String column : table.key()) {
                int at = table.index(column);
                int order = String.valueOf(one.get(at)).compareTo(String.valueOf(other.get(at)));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        return rows;
    }

    private static List<@Nullable Object> row(ContractTable table, ResultSet result) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            row.add(cell(table.columns().get(c).type(), result, c + 1));
        }
        return Collections.unmodifiableList(row);
    }

    private static @Nullable Object cell(ColumnType type, ResultSet result, int at) throws SQLException {
        return switch (type) {
            case TEXT, JSON -> result.getString(at);
            case DECIMAL -> {
                BigDecimal number = result.getBigDecimal(at);
                yield number == null ? null : number.setScale(4, RoundingMode.UNNECESSARY);
            }
            case WHOLE -> {
                long number = result.getLong(at);
                yield result.wasNull() ? null : number;
            }
            case FLAG -> {
                boolean flag = result.getBoolean(at);
                yield result.wasNull() ? null : flag;
            }
            case DAY -> result.getObject(at, LocalDate.class);
            case INSTANT -> {
                OffsetDateTime when = result.getObject(at, OffsetDateTime.class);
                yield when == null ? null : when.toInstant();
            }
        };
    }
}
