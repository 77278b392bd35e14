package dk.maaltal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.snapshot.Version;
import dk.maaltal.snapshot.Versions;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@RunsOnce(because = "it goes from one database to the other")
class StoreMoveTest {
    private static final StoreMove.Watcher NOBODY = (what, done, total) -> {};
    /** What a careless copy loses: COPY's own signs, the word that stands for null, letters of every size. */
    private static final String TEXT = "tab\t back\\slash \\N \\. line\nreturn\r \"quotes' ærø 😀";

    private HikariDataSource h2;
    private JdbcTemplate home;
    private String url = "";
    private StoreMove move;

    @BeforeEach
    void fill() {
        h2 = TestDatabase.h2();
        home = new JdbcTemplate(h2);
        Versions versions = new Versions(h2);
        versions.publish("2024H1", 250, 1);
        versions.publish("2024H1", 251, 2);
        versions.publish("2024Q1", 3, 3);
        home.update("""
                insert into run (run_id, job, requested_by, as_of, started_at, verdict, gaps)
                values ('nightly/1', ?, '', timestamp with time zone '2024-09-14 02:30:00.123456+02',
                    timestamp with time zone '2024-09-14 02:30:00+02', 'RUNNING', ?)
                """, TEXT, TEXT.repeat(3000));
        home.update("insert into observation values (4503599627370497, -12345, 0, 1), (5, null, 1, 1)");
        home.update("update journal_position set lines = 42, last_sha256 = 'x'");
        home.update("""
                insert into qrtz_job_details (sched_name, job_name, job_group, job_class_name, is_durable,
                    is_nonconcurrent, is_update_data, requests_recovery, job_data)
                values ('s', 'nightly', 'g', 'c', true, false, true, false, x'00ff5c0a4e')
                """);
        home.queryForObject("select next value for batch_job_instance_seq", Long.class);
        url = TestDatabase.emptyPostgres();
        move = new StoreMove(h2);
    }

    @AfterEach
    void close() {
        h2.close();
    }

    private Destination destination() {
        return new Destination(DatabaseAddress.of(url), "postgres", "");
    }

    private JdbcTemplate target() {
        return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }

    private static List<String> dump(String database, String user, String table) {
        return TestHome.dump(database, user, "select * from " + table);
    }

    private List<String> rowsThere() {
        List<String> held = new ArrayList<>();
        for (String table : target().queryForList("""
                        select table_schema || '.' || table_name
                        from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema in ('public', 'bi')
                          and table_name not in ('flyway_schema_history', 'observed_area', 'journal_position')
                        """, String.class)) {
            long rows = java.util.Objects.requireNonNull(
                    target().queryForObject("select count(*) from " + table, Long.class));
            if (rows > 0) {
                held.add(table + " " + rows);
            }
        }
        return held;
    }

    @Test
    void everything_is_there_afterwards_and_the_home_is_as_it_was() {
        List<String> tables = List.of(
                "snapshot",
                "snapshot_value",
                "snapshot_lineage",
                "snapshot_seal",
                "run",
                "observation",
                "journal_position",
                "observed_area",
                "bi.snapshot",
                "bi.latest_value",
                "bi.run");
        List<List<String>> before =
                tables.stream().map(table -> dump(h2.getJdbcUrl(), "sa", table)).toList();

        Moved moved = move.run(destination(), NOBODY);

        assertThat(moved.versions()).isEqualTo(3);
        for (int i = 0; i < tables.size(); i++) {
            assertThat(dump(url, "postgres", tables.get(i)))
                    .as(tables.get(i))
                    .isEqualTo(before.get(i))
                    .isNotEmpty();
            assertThat(dump(h2.getJdbcUrl(), "sa", tables.get(i))).isEqualTo(before.get(i));
        }
        assertThat(target().queryForObject("select encode(job_data, 'hex') from qrtz_job_details", String.class))
                .isEqualTo("00ff5c0a4e");
        assertThat(target().queryForObject("select nextval('batch_job_instance_seq')", Long.class))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void the_next_version_follows_there_and_every_guard_is_up_again() {
        move.run(destination(), NOBODY);

        assertThat(target().queryForList(
                                "select tgname from pg_trigger where not tgisinternal and tgenabled <> 'A'",
                                String.class))
                .isEmpty();
        assertThatThrownBy(() -> target().execute("delete from snapshot_value")).hasMessageContaining("stays");
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername("postgres");
            pool.setMaximumPoolSize(2);
            Version next = new Versions(pool).publish("2024H1", 10, 9);
            assertThat(next.number()).isEqualTo(3);
            assertThat(next.previousSha256())
                    .isEqualTo(home.queryForObject(
                            "select content_sha256 from snapshot where period = '2024H1' and version = 2",
                            String.class));
        }
    }

    @Test
    void a_move_that_is_interrupted_at_any_table_leaves_no_row_and_can_be_made_again() {
        for (String at : List.of("moving run", "moving snapshot_value", "comparing versions")) {
            assertThatThrownBy(() -> move.run(destination(), (what, done, total) -> {
                        if (what.equals(at)) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .as(at)
                    .isInstanceOf(IllegalStateException.class);
            assertThat(rowsThere()).as(at).isEmpty();
        }
        assertThat(move.run(destination(), NOBODY).versions()).isEqualTo(3);
    }

    @Test
    void a_row_that_is_not_what_its_digest_says_stops_the_move() {
        stops(
                "drop trigger snapshot_value_stays",
                "update snapshot_value set cell_value = cell_value + 1 where measure_id = '5.00007'",
                "norddjurs-2024/2024H1/1 differs");
    }

    @Test
    void a_row_that_is_gone_stops_the_move() {
        stops(
                "drop trigger snapshot_value_stays",
                "delete from snapshot_value where measure_id = '5.00250'",
                "250 rows");
    }

    @Test
    void a_broken_chain_stops_the_move() {
        stops(
                "drop trigger snapshot_stays",
                "update snapshot set previous_sha256 = 'x' where version = 2",
                "norddjurs-2024/2024H1/2 previous_sha256 differs");
    }

    @Test
    void a_text_that_postgresql_cannot_hold_stops_the_move() {
        stops("select 1", "update run set summary = 'a' || char(0)", "0x00");
    }

    private void stops(String before, String change, String said) {
        home.execute(before);
        home.update(change);

        assertThatThrownBy(() -> move.run(destination(), NOBODY))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("nothing was moved");
        assertThat(rowsThere()).isEmpty();
    }

    @Test
    void a_destination_that_holds_anything_is_refused_and_left_alone() {
        List<Consumer<JdbcTemplate>> holdings = List.of(
                there -> there.execute("create table mine (id integer)"),
                there -> there.execute("create schema other; create table other.mine (id integer)"),
                there -> {
                    destination().migrate();
                    there.update("""
                            insert into run (run_id, job, requested_by, as_of, started_at, verdict)
                            values ('r', '', '', now(), now(), 'RUNNING')
                            """);
                });
        for (Consumer<JdbcTemplate> holding : holdings) {
            url = TestDatabase.emptyPostgres();
            holding.accept(target());
            List<String> before = rowsThere();

            assertThatThrownBy(() -> move.run(destination(), NOBODY))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("the database holds something");

            assertThat(rowsThere()).isEqualTo(before);
        }
    }

    @Test
    void a_database_that_another_process_has_open_is_not_moved() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifExists").start();
        String name = h2.getJdbcUrl().replaceFirst("^jdbc:h2:(mem:[^;]+).*", "$1");
        try (Connection other = DriverManager.getConnection(
                "jdbc:h2:tcp://localhost:%d/%s".formatted(server.getPort(), name), "sa", "")) {
            assertThat(other.isValid(1)).isTrue();
            assertThatThrownBy(() -> move.run(destination(), NOBODY))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("another process has the home's database open");
        } finally {
            server.stop();
        }
        assertThat(target().queryForList("select 1 from pg_tables where schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    void only_from_h2_and_only_to_postgresql() {
        assertThatThrownBy(() -> move.run(new Destination(DatabaseAddress.of("jdbc:h2:mem:x"), "sa", ""), NOBODY))
                .hasMessageContaining("not a PostgreSQL");
        try (HikariDataSource postgres = TestDatabase.postgres()) {
            assertThatThrownBy(() -> new StoreMove(postgres).run(destination(), NOBODY))
                    .hasMessageContaining("is a PostgreSQL already");
        }
    }

    @Test
    void a_user_who_may_not_make_tables_is_told_so() {
        target().execute("create role powerless login");
        Destination theirs = new Destination(DatabaseAddress.of(url.replaceFirst("\\?.*", "")), "powerless", "");

        assertThatThrownBy(() -> move.run(theirs, NOBODY))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("permission denied");
    }
}
