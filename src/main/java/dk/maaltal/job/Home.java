package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one directory Måltal writes to.
 *
 * @param dir absolute
 * @param demo whether it shows the bundled archive and nothing is fetched
 */
public record Home(Path dir, boolean demo) {
    private static final String LOCK = "run.lock";
    private static final int ID_LENGTH = 36;
    /** The homes this process has the right to write to. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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

    /** Whether someone has the right to write. */
    boolean isLocked() {
        Optional<Lock> free = tryLock();
        free.ifPresent(Lock::close);
        return free.isEmpty();
    }

    /**
     * Takes the right to write; released when closed or when the process dies.
     *
     * @throws ProblemException when another has it
     */
    Lock lock() {
        return tryLock()
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        dir.resolve(LOCK).toString(),
                        "another run is at work in this home",
                        "one run at a time",
                        "wait for it to end; `maaltal status` shows it")));
    }

    /** The same; empty when another process, or another part of this one, has it. */
    Optional<Lock> tryLock() {
        try {
            Path real = dir.toRealPath();
            // Not even opened twice: closing any other channel on the file would give this process's lock away.
            if (!HELD.add(real)) {
                return Optional.empty();
            }
            Optional<Lock> lock = Optional.empty();
            try {
                lock = locked(real);
                return lock;
            } finally {
                if (lock.isEmpty()) {
                    HELD.remove(real);
                }
            }
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

    private static Optional<Lock> locked(Path dir) throws IOException {
        FileChannel channel = FileChannel.open(
                dir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = channel.tryLock() != null;
            return ours ? Optional.of(new Lock(dir, channel, id(channel))) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // of somebody else in this process
        } finally {
            if (!ours) {
                channel.close();
            }
        }
    }

    /** The home's own number, which paths are not: the first who writes here gives it. Empty on a disk that is full. */
    private static String id(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ID_LENGTH + 1);
        channel.read(bytes, 0);
        String id = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        if (id.length() == ID_LENGTH) {
            return id;
        }
        String fresh = UUID.randomUUID().toString();
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.US_ASCII)), 0);
            return fresh;
        } catch (IOException e) {
            return "";
        }
    }

    /** The right to write. */
    static final class Lock implements AutoCloseable {
        private final Path dir;
        private final FileChannel channel;
        private final String id;

        private Lock(Path dir, FileChannel channel, String id) {
            this.dir = dir;
            this.channel = channel;
            this.id = id;
        }

        /** The home's own number; empty when it has none. */
        String id() {
            return id;
        }

        @Override
        public void close() {
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                HELD.remove(dir);
            }
        }
    }
}
