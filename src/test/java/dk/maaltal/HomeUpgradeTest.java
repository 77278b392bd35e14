package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import dk.maaltal.testing.RunsOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@RunsOnce(because = "PostgreSQL takes a migration that is cut off back by itself")
class HomeUpgradeTest {
    private static final String FIRST = "create table first (id integer)";

    @TempDir
    Path tmp;

    private Path database = Path.of("");
    private Path migrations = Path.of("");
    private HomeUpgrade upgrade;

    @BeforeEach
    void aDatabaseOfAnEarlierVersion() throws IOException {
        migrations = Files.createDirectories(tmp.resolve("migrations"));
        database = Files.createDirectories(tmp.resolve("db")).resolve("maaltal");
        upgrade = new HomeUpgrade(database);
        Files.writeString(migrations.resolve("V1__first.sql"), FIRST + "; insert into first values (1);");
        flyway().migrate();
    }

    @Test
    void one_that_is_cut_off_is_taken_back_and_done_by_the_next_start() throws Exception {
        Path second = migrations.resolve("V2__second.sql");
        Files.writeString(second, "drop table first; create table later (id integer); this is no sql;");
        assertThatThrownBy(() -> upgrade.migrate(flyway(), source())).isInstanceOf(FlywayException.class);
        assertThatThrownBy(() -> count("first")).as("H2 takes nothing back").isInstanceOf(SQLException.class);

        upgrade.takeBackWhatWasCutOff();

        assertThat(count("first")).isEqualTo(1);
        assertThatThrownBy(() -> count("later")).isInstanceOf(SQLException.class);
        Files.writeString(second, "create table later (id integer);");
        upgrade.migrate(flyway(), source());
        assertThat(count("later")).isZero();
        assertThat(count("first")).isEqualTo(1);
        assertThat(files()).containsExactlyInAnyOrder("maaltal.mv.db", "maaltal.upgrade.lock");
    }

    @Test
    void what_is_open_elsewhere_is_not_written_over() throws Exception {
        Files.writeString(migrations.resolve("V2__second.sql"), "this is no sql;");
        assertThatThrownBy(() -> upgrade.migrate(flyway(), source())).isInstanceOf(FlywayException.class);

        try (Connection open = source().getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            assertThatThrownBy(upgrade::takeBackWhatWasCutOff)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("while the database is open");
            assertThatThrownBy(() -> upgrade.migrate(flyway(), source())).isInstanceOf(ProblemException.class);
        }
        assertThat(count("first")).isEqualTo(1);
        upgrade.takeBackWhatWasCutOff();
        assertThat(count("first")).isEqualTo(1);
    }

    @Test
    void nothing_is_kept_where_there_is_nothing_to_do() throws Exception {
        upgrade.migrate(flyway(), source());
        upgrade.takeBackWhatWasCutOff();

        assertThat(files()).containsExactly("maaltal.mv.db");
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(source())
                .locations("filesystem:" + migrations)
                .load();
    }

    private DriverManagerDataSource source() {
        return new DriverManagerDataSource("jdbc:h2:file:" + database, "sa", "");
    }

    private int count(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(tmp.resolve("db"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(".trace.db"))
                    .toList();
        }
    }
}
