package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            assertThat(ran.out()).contains("norddjurs-2024/2024H1/2: published (revision)", "./maaltal show 2024H1");
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
