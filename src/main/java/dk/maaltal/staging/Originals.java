package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.register.Masked;
import dk.maaltal.source.register.Rejection;
import dk.maaltal.staging.register.Disk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The dropped files after they were judged: {@code <home>/archive/<register>/} and {@code <home>/rejected/<register>/}.
 * They hold CPR numbers, so that their days are numbered, and only this user may look into the folders. A file's time is
 * that of its judgement.
 */
final class Originals {
    private static final String ARCHIVE = "archive";
    private static final String REJECTED = "rejected";
    private static final String REASONS = ".reasons.csv";
    private static final String PART = ".part";

    private final Path home;

    Originals(Path home) {
        this.home = home;
    }

    /** After it was taken. */
    void archive(Register register, Path file, Instant now) throws IOException {
        move(file, folder(ARCHIVE, register), now);
    }

    /** After it was refused; beside it lies why. */
    void reject(Register register, Path file, Instant now, Reasons reasons) throws IOException {
        Path moved = move(file, folder(REJECTED, register), now);
        Path beside = moved.resolveSibling(moved.getFileName() + REASONS);
        reasons.write(beside);
        Files.setLastModifiedTime(beside, FileTime.from(now));
    }

    /** Why a file was refused: as a whole, and row by row. */
    record Reasons(String file, Outcome outcome, Problem problem, long rejected, List<Rejection> rejections) {
        private void write(Path to) throws IOException {
            try (BufferedWriter out = Files.newBufferedWriter(to)) {
                line(out, "file", "line", "column", "rule", "reason");
                line(out, file, "", "", outcome.name().toLowerCase(Locale.ROOT), problem.toString());
                for (Rejection one : rejections) {
                    line(
                            out,
                            file,
                            Long.toString(one.line()),
                            one.column(),
                            one.rule().text(),
                            one.reason());
                }
                if (rejected > rejections.size()) {
                    line(
                            out,
                            file,
                            "",
                            "",
                            "more",
                            "%d rows were rejected in all; the first %d stand here"
                                    .formatted(rejected, rejections.size()));
                }
            }
        }

        private static void line(BufferedWriter out, String... cells) throws IOException {
            for (int i = 0; i < cells.length; i++) {
                out.write(i == 0 ? "" : ";");
                boolean isPlain = cells[i].chars().noneMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
                out.write(isPlain ? cells[i] : '"' + cells[i].replace("\"", "\"\"") + '"');
            }
            out.write('\n');
        }
    }

    private Path folder(String kind, Register register) throws IOException {
        Path folder = home.resolve(kind).resolve(register.text());
        Disk.makePrivate(folder);
        return folder;
    }

    private static Path move(Path file, Path folder, Instant now) throws IOException {
        Path to = free(folder, String.valueOf(file.getFileName()));
        try {
            Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // another file system: a copy that is cut off must not look whole
            Path part = to.resolveSibling(to.getFileName() + PART);
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(file);
        }
        Files.setLastModifiedTime(to, FileTime.from(now));
        Disk.sync(folder);
        return to;
    }

    /** The name, or where there is one of it already, with a number: {@code forloeb_2024-06-30 (2).csv}. */
    private static Path free(Path folder, String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        Path free = folder.resolve(name);
        for (int i = 2; isTaken(free); i++) {
            free = folder.resolve("%s (%d)%s".formatted(stem, i, ending));
        }
        return free;
    }

    private static boolean isTaken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || Files.exists(file.resolveSibling(file.getFileName() + REASONS), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Removes those whose days are over.
     *
     * @return what went, {@code archive/forloeb/<masked name>}, in order
     */
    List<String> forget(Instant now, int days) throws IOException {
        Instant last = now.minus(Duration.ofDays(days));
        List<String> gone = new ArrayList<>();
        for (String kind : List.of(ARCHIVE, REJECTED)) {
            Path folder = home.resolve(kind);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                Instant since = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                if (!since.isAfter(last)) {
                    Files.delete(file);
                    String register = String.valueOf(
                            Objects.requireNonNull(file.getParent()).getFileName());
                    gone.add(Masked.text(kind + "/" + register + "/" + file.getFileName()));
                }
            }
        }
        return gone;
    }
}
