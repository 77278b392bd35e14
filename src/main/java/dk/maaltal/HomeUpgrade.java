package dk.maaltal;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.tools.Restore;

/**
 * Upgrades a home's H2 database so that an upgrade that was cut off is taken back by the next start. H2 cannot take back
 * a schema change itself, and what was published stands nowhere else. PostgreSQL can, and needs none of this.
 */
final class HomeUpgrade {
    private final Path database;

    /** @param database the file without H2's ending */
    HomeUpgrade(Path database) {
        this.database = database;
    }

    /**
     * To be called before the database is opened.
     *
     * @throws ProblemException when another process has the database open
     */
    void takeBackWhatWasCutOff() {
        if (!Files.exists(before())) {
            return;
        }
        try (FileChannel turn = turn();
                FileLock mine = turn.lock()) {
            // Whoever had the turn may have ended well since.
            if (mine.isValid() && Files.exists(before())) {
                refuseWhereItIsOpen();
                Restore.execute(
                        before().toString(),
                        String.valueOf(database.getParent()),
                        String.valueOf(database.getFileName()));
                Files.delete(before());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs what migrations there are to run, with the database as it was kept beside it until they all have. */
    void migrate(Flyway flyway, DataSource opened) {
        if (nothingToDo(flyway)) {
            flyway.migrate(); // looks whether what ran is what it was
            return;
        }
        try (FileChannel turn = turn();
                FileLock mine = turn.lock()) {
            if (!mine.isValid() || Files.exists(before())) {
                throw inUse();
            }
            if (!nothingToDo(flyway)) { // else another process had the turn before
                keep(opened);
                flyway.migrate();
                Files.delete(before());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be kept as it was before its upgrade", e);
        }
    }

    private boolean nothingToDo(Flyway flyway) {
        return Files.notExists(before()) && flyway.info().pending().length == 0;
    }

    private void keep(DataSource opened) throws SQLException, IOException {
        Path part = beside(".before-upgrade.part");
        Files.deleteIfExists(part);
        try (Connection connection = opened.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("backup to '%s'".formatted(part.toString().replace("'", "''")));
        }
        Files.move(part, before(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path before() {
        return beside(".before-upgrade.zip");
    }

    private Path beside(String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }

    private FileChannel turn() throws IOException {
        return FileChannel.open(beside(".upgrade.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void refuseWhereItIsOpen() throws IOException {
        Path file = beside(".mv.db");
        if (Files.notExists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free == null) {
                throw inUse();
            }
        } catch (OverlappingFileLockException e) {
            throw inUse();
        }
    }

    private ProblemException inUse() {
        return new ProblemException(Problem.declaration(
                database.toString(),
                "an upgrade of the database was cut off, and it cannot be taken back while the database is open",
                "no other Måltal at work in this home",
                "stop the other one (`maaltal serve`?), then run the same again"));
    }
}
