package dk.maaltal.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.staging.register.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * An empty H2 database in a folder of its own under {@code <home>/scratch}, gone when closed. What a process that was
 * killed left there goes when the next one is made.
 */
final class Scratch implements AutoCloseable {
    private static final String LOCK = "lock";
    /** What is written takes at most so many times the compressed answers. */
    private static final long TIMES = 5;

    private static final long LEAST = 64L << 20;

    private final Path folder;
    private final FileChannel lock;
    private final HikariDataSource database;

    private Scratch(Path folder, FileChannel lock, HikariDataSource database) {
        this.folder = folder;
        this.lock = lock;
        this.database = database;
    }

    /**
     * Makes one.
     *
     * @throws ProblemException when there is too little space or the home cannot be written to
     */
    static Scratch in(Home home) {
        Path all = home.dir().resolve("scratch");
        try {
            Disk.makePrivate(all);
            Scratch scratch = made(all);
            try {
                refuseIfFull(home, all);
                scratch.migrate();
                return scratch;
            } catch (IOException | RuntimeException e) {
                scratch.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.US,
                            "no scratch database can be made (%s)".formatted(e.getMessage()),
                            all.toString(),
                            "a folder this user may write to, and free space",
                            "mend that, then run it again"),
                    e);
        }
    }

    private static synchronized Scratch made(Path all) throws IOException {
        // Between making a folder and locking it nobody else may take it for one that was left.
        try (FileChannel gate = FileChannel.open(
                        all.resolve("gate.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = gate.lock()) {
            sweep(all);
            Path folder = Files.createTempDirectory(all, "recompute-");
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (!alone.isValid() || lock.tryLock() == null) {
                lock.close();
                throw new IOException("its folder cannot be locked");
            }
            return new Scratch(folder, lock, pool(folder));
        }
    }

    private static HikariDataSource pool(Path folder) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("scratch") + ";NON_KEYWORDS=VALUE,YEAR,ROWS");
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(4);
        config.setPoolName("scratch");
        return new HikariDataSource(config);
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
    }

    private static void sweep(Path all) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(all)) {
            left = files.filter(Files::isDirectory).toList();
        }
        for (Path folder : left) {
            if (!isInUse(folder)) {
                Disk.delete(folder);
            }
        }
    }

    private static boolean isInUse(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // of this process
        }
    }

    private static void refuseIfFull(Home home, Path all) throws IOException {
        long needed = LEAST + TIMES * size(home.deliveries());
        long free = Files.getFileStore(all).getUsableSpace();
        if (free < needed) {
            throw new ProblemException(new Problem(
                    Mover.US,
                    "there are %d MB free".formatted(free >> 20),
                    all.toString(),
                    "%d MB for a scratch database".formatted(needed >> 20),
                    "free space, then run it again"));
        }
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    DataSource database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        try {
            lock.close();
            Disk.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
