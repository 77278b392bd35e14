package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Fixture;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.RoleDatabase;
import dk.maaltal.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that would change a published version, tried by everybody who may log in. */
@OnBothDatabases
class ForbiddenStatementsTest {
    private static final String V1 = "norddjurs-2024/2024H1/1";
    private static final String STAYS = "what is published stays";
    private static final String LATE = "is published and";
    private static final String PART = "a version is published whole";
    private static final String ORDER = "a version follows the one before it";
    private static final String DENIED = "permission denied|cannot update view";
    /** For whom the schema of the tables is not there at all. */
    private static final String UNSEEN = DENIED + "|relation \\S+ does not exist";

    /**
     * @param sql what is tried
     * @param refusal what the database says to who may do everything
     */
    private record Forbidden(String sql, String refusal) {}

    /**
     * @param name who tries
     * @param before what they say first
     * @param changes what they are told when they change something, or null for the statement's own refusal
     * @param adds the same for adding
     */
    private record User(
            String name,
            String url,
            String before,
            @Nullable String changes,
            @Nullable String adds) {}

    private HikariDataSource database;
    private List<User> users = List.of();

    @BeforeEach
    void publish() {
        if (TestDatabase.onPostgres()) {
            RoleDatabase roles = RoleDatabase.fresh();
            database = pool(roles.url(), roles.owner());
            TestDatabase.flyway(database, "postgresql").migrate();
            users = List.of(
                    new User(roles.admin(), roles.url(), "select 1", null, null),
                    new User(roles.admin(), roles.url(), "set session_replication_role = replica", null, null),
                    new User(roles.owner(), roles.url(), "select 1", null, null),
                    new User(roles.application(), roles.url(), "select 1", DENIED, null),
                    new User(roles.reader(), roles.url(), "select 1", UNSEEN, UNSEEN));
        } else {
            database = TestDatabase.h2();
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute("create user another password '' admin");
            jdbc.execute("create user plain password ''");
            jdbc.execute("grant all on schema public to plain");
            jdbc.execute("grant all on schema bi to plain");
            // Its options are for administrators only.
            String url = database.getJdbcUrl().replaceFirst(";.*", "");
            users = Stream.of("sa", "another", "plain")
                    .map(name -> new User(name, url, "select 1", null, null))
                    .toList();
        }
        Versions versions = new Versions(database);
        versions.publish("2024H1", 5, 1);
        versions.publish("2024H1", 5, 2);
        new Store(new JdbcTemplate(database))
                .addNames(Fixture.plan(Fixture.measure("5.00001")), ReferencePeriod.parse("2024H1"));
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("insert into definition_file (sha256, content) values ('aa', 'plan')");
        jdbc.execute("insert into definition_set (set_sha256, path, file_sha256) values ('bb', 'plan.yml', 'aa')");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static HikariDataSource pool(String url, String user) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    private static List<Forbidden> changes() {
        List<Forbidden> forbidden = new ArrayList<>();
        Map<String, String> tables = new TreeMap<>(Map.of(
                "snapshot", "change_note",
                "snapshot_value", "area_name",
                "snapshot_lineage", "delivery_sha256",
                "snapshot_seal", "software",
                "definition_file", "content",
                "definition_set", "file_sha256"));
        tables.forEach((table, column) -> {
            forbidden.add(new Forbidden("update %s set %s = 'x'".formatted(table, column), STAYS));
            forbidden.add(new Forbidden("update %s set %s = 'x' where 1 = 0".formatted(table, column), STAYS));
            forbidden.add(new Forbidden("delete from " + table, STAYS));
            forbidden.add(new Forbidden("""
                    merge into %s t using (values ('x')) s (word) on 1 = 1
                    when matched then update set %s = s.word
                    """.formatted(table, column), STAYS));
            forbidden.add(new Forbidden(
                    "merge into %s t using (values ('x')) s (word) on 1 = 1 when matched then delete".formatted(table),
                    STAYS));
        });
        for (String table : List.of("snapshot_measure", "snapshot_area", "snapshot_period")) {
            forbidden.add(new Forbidden("delete from " + table, STAYS));
            tables.put(table, "");
        }
        String truncated = TestDatabase.onPostgres()
                ? "(?s).*(stays|cannot truncate a table referenced).*"
                : "(?s).*Cannot truncate.*";
        tables.keySet().forEach(table -> forbidden.add(new Forbidden("truncate table " + table, truncated)));
        if (TestDatabase.onPostgres()) {
            tables.keySet()
                    .forEach(table -> forbidden.add(new Forbidden("truncate table " + table + " cascade", STAYS)));
            forbidden.add(
                    new Forbidden("with gone as (delete from snapshot_value returning *) select * from gone", STAYS));
            forbidden.add(new Forbidden("update bi.snapshot_value set area_name = 'x'", "cannot update view"));
            forbidden.add(new Forbidden("update bi.lineage set known_from = now()", STAYS));
            forbidden.add(new Forbidden("delete from bi.lineage", STAYS));
            forbidden.add(new Forbidden("truncate observation, snapshot_value cascade", STAYS));
        } else {
            forbidden.add(new Forbidden("truncate table snapshot_value restart identity", truncated));
            forbidden.add(new Forbidden(
                    "update bi.snapshot_value set area_name = 'x'", "not updatable|not supported|is not"));
        }
        return forbidden;
    }

    private static List<Forbidden> additions() {
        String columns =
                "measure_id, component, basis, is_primary, area_code, area_name, reference_period, cell_value, "
                        + "unit, state, provisional, due, definition_sha256";
        String row = "insert into snapshot_value (snapshot_id, %s) select snapshot_id, %s from snapshot_value"
                .formatted(columns, columns.replace("area_code", "'9'"));
        String version = """
                insert into snapshot
                select 'x', plan_id, period, period_type, period_start, period_end, %s, as_of, published_at, change_kind,
                       change_note, backfilled, %s, content_sha256, %s, run_id
                from snapshot where version = 2
                """;
        List<Forbidden> forbidden = new ArrayList<>(List.of(
                new Forbidden(row, LATE),
                new Forbidden(row + " where snapshot_id = '" + V1 + "' fetch first 1 row only", LATE),
                new Forbidden("insert into snapshot_seal select * from snapshot_seal", LATE),
                new Forbidden(
                        "insert into snapshot_lineage select lineage_id, 'x', known_from from snapshot_lineage", LATE),
                new Forbidden(
                        "insert into definition_set (set_sha256, path, file_sha256) values ('%s', 'x', 'aa')"
                                .formatted("f".repeat(64)),
                        "are published and|" + LATE),
                new Forbidden(version.formatted("3", "5", "content_sha256"), PART),
                new Forbidden(version.formatted("4", "0", "content_sha256"), ORDER),
                new Forbidden(version.formatted("0", "0", "null"), ORDER),
                new Forbidden(version.formatted("3", "0", "previous_sha256"), ORDER),
                new Forbidden(version.formatted("3", "0", "null"), ORDER)));
        if (TestDatabase.onPostgres()) {
            forbidden.add(new Forbidden(row + " on conflict do nothing", LATE));
        }
        return forbidden;
    }

    @TestFactory
    Stream<DynamicTest> no_statement_changes_what_is_published() throws SQLException {
        List<String> before = content();
        List<DynamicTest> tests = new ArrayList<>();
        for (User user : users) {
            for (Forbidden forbidden : changes()) {
                tests.add(
                        refused(user, forbidden.sql, user.changes == null ? forbidden.refusal : user.changes, before));
            }
            for (Forbidden forbidden : additions()) {
                tests.add(refused(user, forbidden.sql, user.adds == null ? forbidden.refusal : user.adds, before));
            }
        }
        return tests.stream();
    }

    private DynamicTest refused(User user, String sql, String refusal, List<String> content) {
        return DynamicTest.dynamicTest(user.name + ", " + user.before + ": " + sql, () -> {
            try (Connection connection = DriverManager.getConnection(user.url, user.name, "");
                    Statement statement = connection.createStatement()) {
                statement.execute(user.before);
                assertThatThrownBy(() -> statement.execute(sql))
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(%s).*".formatted(refusal.replaceAll("^\\(\\?s\\)", "")));
            }
            assertThat(content()).isEqualTo(content);
        });
    }

    private List<String> content() {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        List<String> lines = new ArrayList<>();
        for (String table : List.of(
                "snapshot",
                "snapshot_value",
                "snapshot_lineage",
                "snapshot_seal",
                "definition_file",
                "definition_set",
                "snapshot_measure",
                "snapshot_area",
                "snapshot_period",
                "bi.snapshot_value")) {
            jdbc.queryForList("select * from " + table).stream()
                    .map(row -> table + row)
                    .sorted()
                    .forEach(lines::add);
        }
        assertThat(lines).hasSizeGreaterThan(20);
        return lines;
    }
}
