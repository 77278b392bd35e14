package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.RunsOnce;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opened by DuckDB, which shares no code with what writes. */
@RunsOnce(because = "its database is the reader of the files, DuckDB")
class ParquetFormatTest {
    private static final Map<ColumnType, String> DUCKDB = Map.of(
            ColumnType.TEXT, "VARCHAR",
            ColumnType.JSON, "VARCHAR",
            ColumnType.DECIMAL, "DECIMAL(18,4)",
            ColumnType.WHOLE, "BIGINT",
            ColumnType.FLAG, "BOOLEAN",
            ColumnType.DAY, "DATE",
            ColumnType.INSTANT, "TIMESTAMP WITH TIME ZONE");

    @TempDir
    Path tmp;

    @Test
    void every_table_comes_back_with_its_types_and_every_cell_with_its_value() throws Exception {
        Written.as(ExportFormat.PARQUET, tmp);
        VersionData sample = SampleVersion.of();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duckdb.createStatement()) {
            for (ContractTable each : Contract.tables()) {
                ContractTable table = Contract.inFiles(each);
                String file = "'" + tmp.resolve(table.name() + ".parquet") + "'";
                assertThat(types(sql, file))
                        .isEqualTo(table.columns().stream()
                                .map(column -> column.name() + " " + DUCKDB.get(column.type()))
                                .toList());
                assertThat(rows(sql, table, file)).isEqualTo(sample.rows(table));
            }
        }
    }

    @Test
    void the_file_says_of_which_version_it_is() throws Exception {
        Written.as(ExportFormat.PARQUET, tmp);
        Map<String, String> metadata = new HashMap<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = duckdb.createStatement()
                        .executeQuery(
                                "select key, value from parquet_kv_metadata('" + tmp.resolve("area.parquet") + "')")) {
            while (result.next()) {
                metadata.put(text(result.getBlob(1)), text(result.getBlob(2)));
            }
        }
        assertThat(metadata)
                .containsEntry("maaltal.snapshot_id", "proeve-2024/2024H1/2")
                .containsEntry("maaltal.content_sha256", SampleVersion.SHA)
                .containsEntry("maaltal.contract_version", "1.0");
    }

    private static String text(Blob blob) throws Exception {
        return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
    }

    private static List<String> types(Statement sql, String file) throws Exception {
        List<String> types = new ArrayList<>();
        try (ResultSet result = sql.executeQuery("describe select * from " + file)) {
            while (result.next()) {
                types.add(result.getString(1) + " " + result.getString(2));
            }
        }
        return types;
    }

    private static List<List<@Nullable Object>> rows(Statement sql, ContractTable table, String file) throws Exception {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ResultSet result = sql.executeQuery("select * from " + file)) {
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (ContractColumn column : table.columns()) {
                    row.add(cell(result, column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable Object cell(ResultSet result, ContractColumn column) throws Exception {
        Object value = switch (column.type()) {
            case TEXT, JSON -> result.getString(column.name());
            case DECIMAL -> result.getObject(column.name(), BigDecimal.class);
            case WHOLE -> result.getLong(column.name());
            case FLAG -> result.getBoolean(column.name());
            case DAY -> result.getObject(column.name(), LocalDate.class);
            case INSTANT -> instant(result.getObject(column.name(), OffsetDateTime.class));
        };
        return result.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime when) {
        return when == null ? null : when.toInstant();
    }
}
