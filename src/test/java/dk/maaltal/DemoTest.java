package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOnce(because = "the demo has an H2 database of its own, whatever is set")
class DemoTest {
    private static final String REAL = "jdbc:h2:mem:a_real_one;DB_CLOSE_DELAY=-1";

    @TempDir
    Path tmp;

    @Test
    void made_up_figures_go_into_no_database_but_the_demos_own() throws SQLException {
        Path home = tmp.resolve("demo-home");
        // As MAALTAL_DB_URL or a line of config/application.yml would: beneath the command line.
        System.setProperty("maaltal.db.url", REAL);
        try {
            TestHome.Ran ran = TestHome.inProcess(List.of("demo", "--home", home.toString()));

            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("norddjurs-2024/2024H1/2: published (revision)", "./maaltal show 2024H1")
                    .contains("held: norddjurs-2024/2024Q1/1: decision 1 waits since ", "REFUSED: ")
                    .doesNotContain("COMPLETE_WITH_GAPS");
            assertThat(home.resolve("db").resolve("maaltal.mv.db")).isRegularFile();
            try (Connection real = DriverManager.getConnection(REAL, "sa", "");
                    var tables = real.getMetaData().getTables(null, null, "%", new String[] {"BASE TABLE"})) {
                while (tables.next()) {
                    assertThat(tables.getString("TABLE_SCHEM")).isEqualTo("INFORMATION_SCHEMA");
                }
            }
        } finally {
            System.clearProperty("maaltal.db.url");
        }
    }

    @Test
    void it_shows_every_measure_and_every_kind_of_cell() throws IOException {
        Path home = tmp.resolve("demo-home");
        assertThat(TestHome.inProcess(List.of("demo", "--home", home.toString()))
                        .exit())
                .isZero();

        List<Map<String, @Nullable String>> cells = TestHome.query(home, """
                select s.period, v.* from bi.snapshot_value v join bi.snapshot s on s.snapshot_id = v.snapshot_id
                where s.is_latest and v.is_primary and v.area_code = '707'
                """);

        assertThat(of(cells, "measure_id", cell -> cell.get("value") != null)).hasSize(22);
        assertThat(of(cells, "status", cell -> true))
                .contains("MET", "NOT_MET", "NOT_DUE", "NOT_ASSESSABLE", "NO_TARGET");
        assertThat(of(cells, "state", cell -> true)).contains("OK", "PRELIMINARY", "SUPPRESSED", "IMMATURE");
        assertThat(of(cells, "reason", cell -> true)).contains("definition_break");
        assertThat(of(cells, "attributes", cell -> "local".equals(cell.get("basis")) && cell.get("value") != null))
                .isNotEmpty()
                .allMatch(attributes -> attributes.contains("\"origin\":\"synthetic\""));
        // What an installation never shows of a person, the demo does not either.
        try (Stream<Path> archive = Files.walk(home.resolve("archive"))) {
            assertThat(archive.filter(file -> Files.isRegularFile(file) && !file.endsWith(".judged")))
                    .hasSize(13);
        }
        assertThat(TestHome.query(home, "select * from bi.delivery where source = 'cvr'"))
                .isNotEmpty();
        TestHome.Ran rejections = TestHome.inProcess(List.of("list", "rejections", "--csv", "--maaltal.home=" + home));
        assertThat(rejections.out()).contains("bad_date", "admin_cpr", "unknown_cpr", "unknown_code", "Jobrotation");
        long all = rejections.out().lines().count() - 1;
        assertThat(rejections.err()).doesNotContain("shows more");
        TestHome.Ran few =
                TestHome.inProcess(List.of("list", "rejections", "--csv", "--limit", "5", "--maaltal.home=" + home));
        assertThat(few.out().lines()).hasSize(6);
        assertThat(few.err()).contains("5 of %d; --limit N shows more".formatted(all));
        TestHome.Ran approved =
                TestHome.inProcess(List.of("approve", "1", "--reason", "prøve", "--maaltal.home=" + home));
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(approved.out()).startsWith("norddjurs-2024/2024Q1/2: published (revision): prøve (approved by ");
    }

    private static Set<String> of(
            List<Map<String, @Nullable String>> cells, String column, Predicate<Map<String, @Nullable String>> which) {
        return cells.stream()
                .filter(which)
                .map(cell -> String.valueOf(cell.get(column)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_database_named_on_the_command_line_is_refused() {
        Path home = tmp.resolve("demo-home");

        TestHome.Ran ran = TestHome.inProcess(List.of("demo", "--home", home.toString(), "--maaltal.db.url=" + REAL));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("go into no database but its own");
        assertThat(home).doesNotExist();
    }

    @Test
    void a_folder_that_is_no_demo_is_left_alone() throws IOException {
        Path mine = Files.writeString(tmp.resolve("mine.txt"), "precious");

        TestHome.Ran ran = TestHome.inProcess(List.of("demo", "--home", tmp.toString()));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("not empty and no earlier demo");
        assertThat(mine).hasContent("precious");
    }
}
