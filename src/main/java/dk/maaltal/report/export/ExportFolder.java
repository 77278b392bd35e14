package dk.maaltal.report.export;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that exports are put in. {@code SHA256SUMS} says which files are an export's and what is in them, so that
 * neither a file of somebody else's nor one that somebody worked on is ever lost.
 */
final class ExportFolder {
    private static final String SUMS = "SHA256SUMS";

    private final Path folder;

    ExportFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** What writes the files. */
    @FunctionalInterface
    interface Writing {
        void to(Path folder) throws IOException;
    }

    /**
     * Has the files written beside, and puts them in place when all of them are there.
     *
     * @return their paths, sorted
     */
    List<Path> put(Writing writing) {
        try {
            boolean isNew = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
            Path near = isNew ? parent() : folder;
            Files.createDirectories(near);
            Path fresh = Files.createTempDirectory(near, ".export-");
            try {
                writing.to(fresh);
                Map<String, String> written = digests(fresh);
                if (isNew) {
                    Files.writeString(fresh.resolve(SUMS), text(sets(written)));
                    open(fresh);
                    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    replace(fresh, written);
                }
                return written.keySet().stream().map(folder::resolve).toList();
            } finally {
                remove(fresh);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.DECLARATION,
                            "the export cannot be written: " + e.getMessage(),
                            folder.toString(),
                            "a folder this user may write to",
                            "give another with --out"),
                    e);
        }
    }

    private Path parent() {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }

    private void replace(Path fresh, Map<String, String> written) throws IOException {
        Map<String, Set<String>> known = known();
        refuseOthers(written, known);
        // While files are being moved, both the old and the new of each count as an export's.
        Map<String, Set<String>> meanwhile = new TreeMap<>(known);
        written.forEach((name, digest) -> meanwhile.merge(name, Set.of(digest), ExportFolder::both));
        writeSums(fresh, meanwhile);
        for (String name : written.keySet()) {
            Path to = folder.resolve(name);
            Files.createDirectories(to.resolveSibling("."));
            Files.move(fresh.resolve(name), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Map<String, Set<String>> now = new TreeMap<>(known);
        now.putAll(sets(written));
        now.keySet().removeIf(name -> !Files.exists(folder.resolve(name)));
        writeSums(fresh, now);
    }

    private void writeSums(Path fresh, Map<String, Set<String>> sums) throws IOException {
        Path file = Files.writeString(fresh.resolve(SUMS), text(sums));
        Files.move(file, folder.resolve(SUMS), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void refuseOthers(Map<String, String> written, Map<String, Set<String>> known) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (String name : written.keySet()) {
            Path file = folder.resolve(name);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Set<String> digests = known.get(name);
            if (digests == null) {
                problems.add(problem(file, "there is a file of that name that no export wrote"));
            } else if (!digests.contains(sha256(file))) {
                problems.add(problem(file, "the file was changed since it was exported"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static Problem problem(Path file, String what) {
        return Problem.declaration(
                file.toString(),
                what,
                "a new folder, or one whose files of these names are an earlier export's, unchanged",
                "give another folder with --out, or move the file away");
    }

    private Map<String, Set<String>> known() throws IOException {
        Path sums = folder.resolve(SUMS);
        Map<String, Set<String>> known = new TreeMap<>();
        if (Files.isRegularFile(sums)) {
            for (String line : Files.readAllLines(sums)) {
                if (line.length() > 66 && line.startsWith("  ", 64)) {
                    known.merge(line.substring(66), Set.of(line.substring(0, 64)), ExportFolder::both);
                }
            }
        }
        return known;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Map<String, Set<String>> sets(Map<String, String> digests) {
        Map<String, Set<String>> sets = new TreeMap<>();
        digests.forEach((name, digest) -> sets.put(name, Set.of(digest)));
        return sets;
    }

    /** As {@code sha256sum -c} reads it. */
    private static String text(Map<String, Set<String>> sums) {
        StringBuilder text = new StringBuilder();
        sums.forEach((name, digests) -> digests.forEach(
                digest -> text.append(digest).append("  ").append(name).append('\n')));
        return text.toString();
    }

    /** Path in the folder, with slashes, to digest. */
    private static Map<String, String> digests(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString().replace('\\', '/'), sha256(file));
            }
        }
        return digests;
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A temporary folder is its owner's alone; the finished one is as any other new folder. */
    private void open(Path fresh) throws IOException {
        Path like = Files.createDirectory(fresh.resolveSibling(fresh.getFileName() + ".like"));
        try {
            if (Files.getFileStore(like).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(like));
            }
        } finally {
            Files.delete(like);
        }
    }

    private static void remove(Path fresh) throws IOException {
        if (!Files.exists(fresh)) {
            return;
        }
        try (Stream<Path> files = Files.walk(fresh)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.deleteIfExists(file);
                } catch (DirectoryNotEmptyException e) {
                    // Somebody put a file there: it is theirs.
                    return;
                }
            }
        }
    }
}
