package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.RunsOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOnce(because = "only H2 keeps its database in a file of the home")
class FreshDatabaseTest {
    @TempDir
    Path home;

    private Path database = Path.of("");

    @BeforeEach
    void place() {
        database = home.resolve("db").resolve("maaltal");
    }

    @Test
    void it_bears_its_name_only_when_it_is_whole() throws Exception {
        // What a process left that was killed while it made the database.
        Files.createDirectories(home.resolve("db"));
        Files.writeString(home.resolve("db").resolve("maaltal.new.1.mv.db"), "half a database");

        make();

        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select count(*) from bi.run").next())
                    .isTrue();
        }
        assertThat(files()).contains("maaltal.mv.db").doesNotContain("maaltal.new." + pid() + ".mv.db");
    }

    @Test
    void one_that_is_there_is_left_alone() throws Exception {
        make();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table mine (id integer)");
        }

        make();

        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("insert into mine values (1)")).isEqualTo(1);
        }
    }

    private void make() throws SQLException {
        FreshDatabase.make(database, ";WRITE_DELAY=0;NON_KEYWORDS=VALUE,YEAR,ROWS", "sa", "");
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private Stream<String> files() throws IOException {
        return Files.list(home.resolve("db")).map(path -> path.getFileName().toString());
    }
}
