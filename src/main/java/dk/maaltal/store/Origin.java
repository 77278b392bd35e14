package dk.maaltal.store;

import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A home's H2 database that is moved, on one connection; only read. */
final class Origin {
    private static final String HISTORY = "flyway_schema_history";
    /** What only H2 needs: empty tables against TRUNCATE, and whose turn it is to publish. */
    private static final String H2_ALONE = "_STAYS";

    private static final String TURN = "PUBLISHING_TURN";

    private final DataSource source;
    private final JdbcTemplate jdbc;

    Origin(Connection connection) {
        source = new SingleConnectionDataSource(connection, true);
        jdbc = new JdbcTemplate(source);
        // Rows come one by one instead of all into memory first.
        jdbc.execute("set lazy_query_execution true");
    }

    /** Whether another process has the file open; H2 lets several in. */
    boolean isOpenElsewhere() {
        Long others = jdbc.queryForObject("""
                select count(*)
                from information_schema.sessions
                where (client_addr is null) <> (select client_addr is null
                                                from information_schema.sessions
                                                where session_id = session_id())
                """, Long.class);
        return Objects.requireNonNull(others) > 0;
    }

    /** The tables that hold something of the home's, in lower case, with their schema unless it is the default one. */
    Set<String> tables() {
        return jdbc.queryForList("""
                        select case when table_schema = schema() then '' else lower(table_schema) || '.' end
                                   || lower(table_name)
                        from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema <> 'INFORMATION_SCHEMA'
                          and lower(table_name) <> ? and table_name <> ? and right(table_name, 6) <> ?
                        order by 1
                        """, String.class, HISTORY, TURN, H2_ALONE).stream()
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<String> columns(String table) {
        List<String> columns = jdbc.queryForList("""
                select lower(column_name)
                from information_schema.columns
                where case when table_schema = schema() then '' else lower(table_schema) || '.' end
                          || lower(table_name) = ?
                """, String.class, table);
        return Set.copyOf(columns);
    }

    long count(String table) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + table, Long.class));
    }

    /** The next value of each sequence, by its name in lower case. */
    Map<String, Long> sequences() {
        Map<String, Long> next = new TreeMap<>();
        jdbc.query("select lower(sequence_name) as name, base_value from information_schema.sequences", row -> {
            next.put(row.getString("name"), row.getLong("base_value"));
        });
        return next;
    }

    /** Its one connection. */
    DataSource source() {
        return source;
    }
}
