package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only log of everything that was received and decided, one JSON object a line, synced line by line. A last
 * line without its end is what a crash leaves: nobody was told it was written, so it counts as not there.
 */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    /**
     * A place between two lines.
     *
     * @param lines how many stand before it
     * @param bytes how many bytes they take
     * @param lastSha256 digest of the last of them, by which another journal is told from this one; empty at the start
     */
    record Position(long lines, long bytes, String lastSha256) {
        static final Position START = new Position(0, 0, "");
    }

    /** A line that was read, and the place after it. */
    record Line(JournalEntry entry, Position after) {}

    /** Takes lines one after another. */
    @FunctionalInterface
    interface LineReader {
        void read(Line line);

        /**
         * Hears of a line that is not what was written.
         *
         * @throws ProblemException unless it can do without
         */
        default void damaged(Problem problem, Position after) {
            throw new ProblemException(problem);
        }
    }

    /** Decides, alone among all processes and with every earlier line known, what to append. */
    @FunctionalInterface
    interface Appending {
        @Nullable
        JournalEntry next();
    }

    /**
     * Reads what others appended since, and appends; both under the file's lock.
     *
     * @param from the place up to which the caller knows the journal
     * @param reader gets every line after it, the new one included
     * @return the end of the journal
     */
    synchronized Position append(Position from, LineReader reader, Appending appending) {
        try {
            Path folder = java.util.Objects.requireNonNull(file.getParent());
            boolean isNew = !Files.exists(file);
            Files.createDirectories(folder);
            // A file of its own: closing any other channel on the journal would give a lock on it away.
            try (FileChannel gate = FileChannel.open(
                            folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = gate.lock();
                    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                Position end = read(from, reader);
                channel.truncate(end.bytes());
                JournalEntry entry = appending.next();
                if (entry != null && lock.isValid()) {
                    byte[] line = JSON.writeValueAsBytes(entry);
                    ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(line, line.length + 1));
                    buffer.put(line.length, (byte) '\n');
                    channel.position(end.bytes());
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    channel.force(true);
                    end = new Position(end.lines() + 1, end.bytes() + line.length + 1, digest(line));
                    reader.read(new Line(entry, end));
                }
                if (isNew) {
                    try (FileChannel parent = FileChannel.open(folder, StandardOpenOption.READ)) {
                        parent.force(true);
                    }
                }
                return end;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads every whole line after a place.
     *
     * @return the end
     * @throws ProblemException when a line is damaged, or this is not the journal the place is from
     */
    Position read(Position from, LineReader reader) {
        return read(from, Long.MAX_VALUE, reader);
    }

    /** The same up to a line. */
    Position read(Position from, long lines, LineReader reader) {
        if (!Files.exists(file)) {
            if (from.lines() > 0) {
                throw foreign(from);
            }
            return from;
        }
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            check(from, raw);
            raw.seek(from.bytes());
            Position at = from;
            InputStream in = new BufferedInputStream(Channels.newInputStream(raw.getChannel()), 1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            for (int b = in.read(); b >= 0 && at.lines() < lines; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                byte[] bytes = line.toByteArray();
                line.reset();
                at = new Position(at.lines() + 1, at.bytes() + bytes.length + 1, digest(bytes));
                JournalEntry entry = parse(bytes);
                if (entry == null) {
                    reader.damaged(damaged(at), at);
                } else {
                    reader.read(new Line(entry, at));
                }
            }
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Position from, RandomAccessFile raw) throws IOException {
        if (from.bytes() == 0) {
            return;
        }
        if (raw.length() < from.bytes()) {
            throw foreign(from);
        }
        // Back to where the last line before the place begins.
        long start = from.bytes() - 1;
        byte[] block = new byte[4096];
        int found = -1;
        while (found < 0 && start > 0) {
            int n = (int) Math.min(block.length, start);
            raw.seek(start - n);
            raw.readFully(block, 0, n);
            for (int i = n - 1; i >= 0 && found < 0; i--) {
                found = block[i] == '\n' ? i : -1;
            }
            start = found < 0 ? start - n : start - n + found + 1;
        }
        byte[] last = new byte[(int) (from.bytes() - 1 - start)];
        raw.seek(start);
        raw.readFully(last);
        if (!digest(last).equals(from.lastSha256())) {
            throw foreign(from);
        }
    }

    private static @Nullable JournalEntry parse(byte[] bytes) {
        try {
            return JSON.readValue(bytes, JournalEntry.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Problem damaged(Position at) {
        return new Problem(
                Mover.US,
                "the line cannot be read",
                "deliveries/journal.jsonl, line " + at.lines(),
                "one whole JSON object of a known kind",
                "restore the file from a backup of the deliveries folder");
    }

    private static ProblemException foreign(Position at) {
        return new ProblemException(
                new Problem(
                        Mover.US,
                        "the database has read %d lines of a journal that is not this one".formatted(at.lines()),
                        "deliveries/journal.jsonl",
                        "the journal that the database was made from, longer or the same",
                        "restore the deliveries folder that belongs to the database, or make the database anew from this one: maaltal rebuild"));
    }

    private static String digest(byte[] line) {
        return HexFormat.of().formatHex(Bodies.sha256().digest(line));
    }
}
