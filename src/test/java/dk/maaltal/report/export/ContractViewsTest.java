package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The contract as it is described for exports against the contract as it stands in a database. */
@OnBothDatabases
class ContractViewsTest {
    @Test
    void every_exported_table_has_the_views_columns_in_their_order_with_their_types_and_no_other() {
        try (HikariDataSource database = TestDatabase.fresh()) {
            JdbcTemplate db = new JdbcTemplate(database);
            for (ContractTable table : Contract.tables()) {
                List<String> described = table.columns().stream()
                        .map(column -> column.name() + " " + column.type().sql())
                        .toList();
                assertThat(described).as("bi." + table.name()).isEqualTo(columns(db, table.name()));
            }
        }
    }

    @Test
    void every_table_can_be_read_though_nothing_is_published() {
        try (HikariDataSource database = TestDatabase.fresh()) {
            VersionData version = new VersionReader(new JdbcTemplate(database)).read("p/2024H1/1", "Plan", "707");
            assertThat(version.contract()).isEqualTo("1.0");
            assertThat(version.tables())
                    .hasSize(Contract.tables().size())
                    .allSatisfy((name, rows) -> assertThat(rows).isEmpty());
        }
    }

    static List<String> columns(JdbcTemplate db, String view) {
        List<String> columns = new ArrayList<>();
        db.query(
                """
                select lower(column_name) c, data_type t, numeric_precision p, numeric_scale s
                from information_schema.columns
                where lower(table_schema) = 'bi' and lower(table_name) = ? order by ordinal_position
                """,
                row -> {
                    String type = row.getString("t").toLowerCase(Locale.ROOT);
                    columns.add(row.getString("c") + " "
                            + switch (type) {
                                case "character varying", "text" -> "varchar";
                                case "numeric" -> "decimal(%d,%d)".formatted(row.getInt("p"), row.getInt("s"));
                                default -> type;
                            });
                },
                view);
        return columns;
    }
}
