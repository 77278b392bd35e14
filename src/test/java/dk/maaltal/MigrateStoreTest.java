package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.RoleDatabase;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A home's nights in H2, the move to PostgreSQL, and the nights after it by a user who owns nothing. */
@RunsOnce(because = "it goes from one database to the other")
class MigrateStoreTest {
    private static final int GAPS = 3;
    private static final int HELD = 4;
    private static final String SECRET = "not-to-be-seen-8731";
    private static final String SNAPSHOTS = "select * from bi.snapshot order by snapshot_id";

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private RoleDatabase roles;
    private Path dir;

    @BeforeEach
    void start() throws IOException {
        source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2023, 1, 1)), 0);
        roles = RoleDatabase.fresh();
        dir = tmp.resolve("home");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private TestHome.Ran run(String clock, String... words) {
        List<String> args = new ArrayList<>(TestHome.settings(dir, source, java.time.Instant.parse(clock)));
        args.removeIf(arg -> arg.startsWith("--maaltal.db."));
        args.addAll(List.of(words));
        return TestHome.inProcess(args);
    }

    private TestHome.Ran inPostgres(String clock, String... words) {
        List<String> args =
                new ArrayList<>(List.of("--maaltal.db.url=" + roles.url(), "--maaltal.db.user=" + roles.application()));
        args.addAll(List.of(words));
        return run(clock, args.toArray(String[]::new));
    }

    private List<Map<String, @Nullable String>> h2(String sql) {
        return TestHome.query(
                "jdbc:h2:file:" + dir.resolve("db/maaltal").toAbsolutePath() + ";NON_KEYWORDS=VALUE,YEAR,ROWS",
                "sa",
                sql);
    }

    private List<Map<String, @Nullable String>> postgres(String user, String sql) {
        return TestHome.query(roles.url(), user, sql);
    }

    @Test
    void nights_go_on_in_postgresql_where_the_file_left_off() throws Exception {
        source.world().moveTo(0);
        assertThat(run("2025-03-20T04:00:00Z", "run", "nightly").exit()).isEqualTo(GAPS);
        List<Map<String, @Nullable String>> before = h2(SNAPSHOTS);
        assertThat(before).isNotEmpty();
        Path secret = Files.writeString(tmp.resolve("password"), SECRET, StandardCharsets.UTF_8);

        TestHome.Ran moved = run(
                "2025-03-20T08:00:00Z",
                "migrate-store",
                "--to",
                roles.url() + "?password=" + SECRET,
                "--to-user",
                roles.application(),
                "--to-password",
                SECRET,
                "--to-owner-user",
                roles.owner(),
                "--to-owner-password",
                "file:" + secret);

        assertThat(moved.exit()).as(moved.err()).isZero();
        assertThat(moved.out() + moved.err()).doesNotContain(SECRET);
        assertThat(moved.out())
                .contains("%d published versions".formatted(before.size()))
                .contains("maaltal.db.url=" + roles.url() + System.lineSeparator())
                .contains("maaltal.db.user=" + roles.application())
                .contains("maaltal.db.password=(the one you gave)")
                .contains("maaltal.db.owner.user=" + roles.owner())
                .contains("maaltal.db.owner.password=file:" + secret);
        assertThat(h2(SNAPSHOTS)).isEqualTo(before);
        assertThat(postgres(roles.reader(), SNAPSHOTS)).isEqualTo(before);
        assertThat(inPostgres("2025-03-20T09:00:00Z", "status").exit()).isZero();

        source.world().moveTo(1);
        TestHome.Ran night = inPostgres("2025-06-24T04:00:00Z", "run", "nightly");

        assertThat(night.exit()).as(night.err()).isEqualTo(HELD);
        TestHome.Ran approved =
                inPostgres("2025-06-24T08:00:00Z", "approve", "1", "--reason", "the source revised its figures");
        assertThat(approved.exit()).as(approved.err()).isZero();
        TestHome.Ran verified = inPostgres("2025-06-24T09:00:00Z", "verify");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(postgres(roles.reader(), """
                        select n.snapshot_id
                        from bi.snapshot n
                        join bi.snapshot o on o.plan_id = n.plan_id and o.period = n.period and o.version = 1
                        where n.version = 2 and n.previous_sha256 = o.content_sha256
                        """)).isNotEmpty();
        assertThat(h2(SNAPSHOTS)).isEqualTo(before);
        theOwnerIsNeededForTablesOnly();
        theReaderSeesTheContractAndNothingElse();
    }

    private void theOwnerIsNeededForTablesOnly() {
        JdbcTemplate application = new JdbcTemplate(new DriverManagerDataSource(roles.url(), roles.application(), ""));
        assertThat(application.queryForList(
                        "select tablename from pg_tables where tableowner <> ? and schemaname in ('public', 'bi')",
                        String.class,
                        roles.owner()))
                .isEmpty();
        for (String sql : List.of(
                "create table mine (id integer)",
                "create temporary table snapshot (id integer)",
                "create schema mine",
                "alter table snapshot_value disable trigger all",
                "alter table snapshot add column x integer",
                "drop table preview_value",
                "drop trigger snapshot_stays on snapshot",
                "set session_replication_role = replica",
                "create view bi.mine as select 1 as one",
                "delete from flyway_schema_history")) {
            assertThatThrownBy(() -> application.execute(sql))
                    .as(sql)
                    .rootCause()
                    .message()
                    .containsPattern("permission denied|must be owner");
        }
    }

    private void theReaderSeesTheContractAndNothingElse() {
        JdbcTemplate reader = new JdbcTemplate(new DriverManagerDataSource(roles.url(), roles.reader(), ""));
        List<String> views = reader.queryForList("select viewname from pg_views where schemaname = 'bi'", String.class);
        assertThat(views).contains("latest_value", "observation", "run");
        views.forEach(view -> reader.queryForList("select * from bi.%s fetch first 1 row only".formatted(view)));
        assertThat(reader.queryForList("""
                        select n.nspname || '.' || c.relname
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                          and (has_table_privilege(c.oid, 'select') or has_any_column_privilege(c.oid, 'select'))
                        """, String.class)).isEmpty();
        assertThatThrownBy(() -> reader.queryForList("select * from public.run"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_new_version_is_started_by_the_owner_and_the_application_alone_is_told_so() {
        String alone = "status";
        TestHome.Ran refused = inPostgres("2025-03-20T04:00:00Z", alone);

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("permission denied").contains("maaltal.db.owner.user");

        TestHome.Ran owned = inPostgres("2025-03-20T04:00:00Z", alone, "--maaltal.db.owner.user=" + roles.owner());

        assertThat(owned.exit()).as(owned.err()).isZero();
        assertThat(inPostgres("2025-03-20T04:00:00Z", alone).exit()).isZero();
    }

    @Test
    void an_owner_makes_no_sense_for_h2() {
        TestHome.Ran refused = run("2025-03-20T04:00:00Z", "status", "--maaltal.db.owner.user=somebody");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("maaltal.db.owner.user").contains("the database is H2");
    }

    @Test
    void a_home_in_which_a_run_is_at_work_is_not_moved() throws Exception {
        assertThat(run("2025-03-20T04:00:00Z", "status").exit()).isZero();
        try (var lock = java.nio.channels.FileChannel.open(
                        dir.resolve("run.lock"),
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.WRITE);
                var held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            TestHome.Ran refused =
                    run("2025-03-20T04:00:00Z", "migrate-store", "--to", roles.url(), "--to-user", roles.owner());
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("another run is at work");
        }
    }
}
