package dk.maaltal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * Makes a home's H2 database whole before it bears its name. H2 cannot take back a schema change, so that a process that
 * is killed in the middle of the first start would leave a file that no later start can use.
 */
final class FreshDatabase {
    private static final String ENDING = ".mv.db";

    private FreshDatabase() {}

    /**
     * Makes the file unless it is there.
     *
     * @param database the file without H2's ending
     * @param options what every address of it ends in
     * @param user who owns it
     * @param password theirs
     */
    static void make(Path database, String options, String user, String password) {
        Path file = database.resolveSibling(database.getFileName() + ENDING);
        if (Files.exists(file)) {
            return;
        }
        Path fresh = database.resolveSibling(
                database.getFileName() + ".new." + ProcessHandle.current().pid());
        Path freshFile = fresh.resolveSibling(fresh.getFileName() + ENDING);
        try {
            Files.createDirectories(database.getParent());
            Files.deleteIfExists(freshFile);
            migrate("jdbc:h2:file:" + fresh + options, user, password);
            name(freshFile, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be made", e);
        }
    }

    /** Gives the file its name unless another process was first; never in place of one that may be open. */
    private static void name(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // the other's is as good
        } catch (UnsupportedOperationException e) {
            Files.move(fresh, file);
            return;
        }
        Files.delete(fresh);
    }

    private static void migrate(String url, String user, String password) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }
}
