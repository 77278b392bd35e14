package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOnce(because = "H2 keeps its triggers in the file that is opened again")
class PublishingOnH2Test {
    @Test
    void a_database_file_opened_again_still_refuses(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("maaltal");
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            database.setUsername("sa");
            TestDatabase.flyway(database, "h2").migrate();
        }
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }

        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from snapshot_value"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("what is published stays");
        }
    }
}
