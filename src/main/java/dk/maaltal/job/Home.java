package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one directory Måltal writes to.
 *
 * @param dir absolute
 * @param demo whether it shows the bundled archive and nothing is fetched
 */
public record Home(Path dir, boolean demo) {
    /**
     * Makes the directory where it is missing.
     *
     * @throws ProblemException when it cannot be made or written to
     */
    public static Home at(Path dir, boolean demo) {
        Path absolute = dir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            if (!Files.isWritable(absolute)) {
                throw new IOException("not writable");
            }
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.declaration(
                            "maaltal.home=" + absolute,
                            "the home directory cannot be made or written to",
                            "a directory this user may write to",
                            "make it, or set maaltal.home to another"),
                    e);
        }
        return new Home(absolute, demo);
    }

    /** Without H2's file ending. */
    public Path database() {
        return dir.resolve("db").resolve("maaltal");
    }

    public Path deliveries() {
        return dir.resolve("deliveries");
    }

    /** Whether a run is at work. */
    boolean isLocked() {
        try (Lock free = lock()) {
            return false;
        } catch (ProblemException e) {
            return true;
        }
    }

    /**
     * Takes the right to write; released when closed or when the process dies.
     *
     * @throws ProblemException when another process has it
     */
    Lock lock() {
        return lock(false);
    }

    /** The same, after waiting for the process that has it. */
    Lock lockPatiently() {
        return lock(true);
    }

    private Lock lock(boolean patiently) {
        try {
            FileChannel channel =
                    FileChannel.open(dir.resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = patiently ? channel.lock() : tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new ProblemException(Problem.declaration(
                        dir.resolve("run.lock").toString(),
                        "another run is at work in this home",
                        "one run at a time",
                        "wait for it to end; `maaltal status` shows it"));
            }
            return () -> {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.declaration(
                            dir.toString(),
                            "the home cannot be written to: " + e.getMessage(),
                            "free space and the right to write",
                            "free space or mend the rights, then run again"),
                    e);
        }
    }

    @org.jspecify.annotations.Nullable
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The right to write. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}
