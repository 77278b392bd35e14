package dk.maaltal.staging;

import dk.maaltal.register.Register;
import dk.maaltal.source.register.Masked;
import dk.maaltal.staging.register.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The dropped files after they were judged: {@code <home>/archive/<register>/} and {@code <home>/rejected/<register>/}.
 * They hold CPR numbers, so that their days are numbered, and only this user may look into the folders.
 */
final class Originals {
    private static final String ARCHIVE = "archive";
    private static final String REJECTED = "rejected";
    private static final String REASONS = ".reasons.csv";
    private static final String PART = ".part";
    /** Bytes that file systems allow, less those of the longest ending and of a number. */
    private static final int LONGEST = 255 - REASONS.length() - " (9999)".length();

    private final Path home;
    private final FileMoves moves;

    Originals(Path home, FileMoves moves) {
        this.home = home;
        this.moves = moves;
    }

    /** After it was taken. */
    void archive(Register register, Path file, Instant now) throws IOException {
        Path folder = folder(ARCHIVE, register);
        move(file, folder, free(folder, FileName.of(file)), now);
    }

    /** After it was refused; beside it lies why, and that lies there first. */
    void reject(Register register, Path file, Instant now, Reasons reasons) throws IOException {
        Path folder = folder(REJECTED, register);
        FileName name = free(folder, FileName.of(file));
        FileName beside = name.and(REASONS);
        new JudgedDays(folder).add(beside, now);
        reasons.write(beside.in(folder));
        move(file, folder, name, now);
    }

    private Path folder(String kind, Register register) throws IOException {
        Path folder = home.resolve(kind).resolve(register.text());
        Disk.makePrivate(folder);
        return folder;
    }

    private void move(Path file, Path folder, FileName name, Instant now) throws IOException {
        // Before the move: a file whose days are not known is kept for all of them once more.
        new JudgedDays(folder).add(name, now);
        Path to = name.in(folder);
        try {
            moves.rename(file, to);
        } catch (AtomicMoveNotSupportedException e) {
            copy(file, folder, name.and(PART).in(folder), to);
        }
        moves.sync(folder);
    }

    /** To another file system. A copy that is cut off must not look whole, and there must not be two that do. */
    private void copy(Path file, Path folder, Path part, Path to) throws IOException {
        try {
            moves.copy(file, part);
            moves.sync(part);
            moves.rename(part, to);
            moves.sync(folder);
            moves.delete(file);
        } catch (IOException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(part);
                Files.deleteIfExists(to);
            }
            throw e;
        }
    }

    /** The name, or where there is one of it already, with a number: {@code forloeb_2024-06-30 (2).csv}. */
    private static FileName free(Path folder, FileName whole) {
        FileName name = whole.atMost(LONGEST);
        FileName free = name;
        for (int i = 2; isTaken(folder, free); i++) {
            free = name.beforeEnding(" (%d)".formatted(i));
        }
        return free;
    }

    /** Reasons without their file are of a move that failed and are written over, unless they are an original. */
    private static boolean isTaken(Path folder, FileName name) {
        FileName beside = name.and(REASONS);
        return exists(folder, name) || exists(folder, beside) && exists(folder, beside.and(REASONS));
    }

    private static boolean exists(Path folder, FileName name) {
        return Files.exists(name.in(folder), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * What was removed.
     *
     * @param gone {@code archive/forloeb/<masked name>}, in order
     * @param left what should have gone too, the same way, or the folder that could not be looked into
     * @param why the kinds of failure
     */
    record Forgotten(List<String> gone, List<String> left, Set<String> why) {
        void failed(String shown, Exception e) {
            left.add(shown);
            Throwable io = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
            why.add(io.getClass().getSimpleName());
        }
    }

    /** Removes those whose days are over; one that cannot go keeps no other from going. */
    Forgotten forget(Instant now, int days) {
        Instant last = now.minus(Duration.ofDays(days));
        Forgotten forgotten = new Forgotten(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
        for (String kind : List.of(ARCHIVE, REJECTED)) {
            for (Path folder : list(home.resolve(kind), kind, forgotten)) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    String shown = kind + "/" + Masked.shown(FileName.of(folder).text());
                    forget(folder, shown, now, last, forgotten);
                }
            }
        }
        return forgotten;
    }

    private void forget(Path folder, String shown, Instant now, Instant last, Forgotten forgotten) {
        List<Path> files = list(folder, shown, forgotten);
        JudgedDays days = new JudgedDays(folder);
        try {
            Map<String, Instant> known = days.read();
            Map<String, Instant> left = new TreeMap<>();
            for (Path file : files) {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !JudgedDays.isOne(file)) {
                    FileName name = FileName.of(file);
                    Instant since = known.getOrDefault(name.encoded(), now);
                    if (since.isAfter(last) || !delete(file, shown + "/" + Masked.shown(name.text()), forgotten)) {
                        left.put(name.encoded(), since);
                    }
                }
            }
            if (left.isEmpty() || !left.equals(known)) {
                days.write(left);
            }
        } catch (IOException e) {
            forgotten.failed(shown, e);
        }
    }

    private boolean delete(Path file, String shown, Forgotten forgotten) {
        try {
            moves.delete(file);
            forgotten.gone().add(shown);
            return true;
        } catch (IOException e) {
            forgotten.failed(shown, e);
            return false;
        }
    }

    private static List<Path> list(Path folder, String shown, Forgotten forgotten) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            forgotten.failed(shown, e);
            return List.of();
        }
    }
}
