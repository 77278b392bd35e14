package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The bytes of every answer as compressed files, named by the SHA-256 of what they hold: {@code aa/aa….gz}. */
final class Bodies {
    private static final int BUFFER = 1 << 16;

    private final Path directory;

    Bodies(Path directory) {
        this.directory = directory;
    }

    /** What was written; {@code complete} is false when the stream broke before its end. */
    record Kept(String sha256, long bytes, boolean complete) {}

    /** Writes and syncs; when this returns the bytes survive a loss of power. The same bytes are one file. */
    Kept write(InputStream body) throws IOException {
        Files.createDirectories(directory);
        Path part = Files.createTempFile(directory, "", ".part");
        try {
            Kept kept = copy(body, part);
            Path file = file(kept.sha256());
            if (!isIntact(kept.sha256())) {
                Files.createDirectories(parent(file));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                sync(parent(file));
                sync(directory);
            }
            return kept;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Removes what killed processes left half written; to be called where nobody writes. */
    void sweep() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*.part")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static Kept copy(InputStream body, Path part) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        boolean complete = true;
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                GZIPOutputStream packed = new GZIPOutputStream(buffered, BUFFER)) {
            byte[] buffer = new byte[BUFFER];
            while (true) {
                int n;
                try {
                    n = body.read(buffer);
                } catch (IOException e) {
                    complete = false; // the source's fault, not ours: what came is kept
                    break;
                }
                if (n < 0) {
                    break;
                }
                digest.update(buffer, 0, n);
                packed.write(buffer, 0, n);
                bytes += n;
            }
            packed.finish();
            buffered.flush();
            channel.force(true);
        }
        return new Kept(HexFormat.of().formatHex(digest.digest()), bytes, complete);
    }

    /**
     * Opens the bytes as they came.
     *
     * @throws ProblemException when there are none, and from the stream when they turn out to be damaged
     */
    InputStream open(String sha256) {
        Path file = file(sha256);
        if (!Files.isRegularFile(file)) {
            throw lost(sha256, "is missing");
        }
        try {
            InputStream raw = Files.newInputStream(file);
            return new DamageNaming(sha256, new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER));
        } catch (IOException e) {
            throw new ProblemException(lost(sha256, "is damaged").problems().get(0), e);
        }
    }

    /** Whether the file is there and holds what its name says. */
    boolean isIntact(String sha256) {
        if (!Files.isRegularFile(file(sha256))) {
            return false;
        }
        try (InputStream in = open(sha256)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest()).equals(sha256);
        } catch (IOException | ProblemException e) {
            return false;
        }
    }

    /** Why a file does not hold what its name says; empty when it does. */
    Optional<Problem> damage(String sha256) {
        if (isIntact(sha256)) {
            return Optional.empty();
        }
        boolean isThere = Files.isRegularFile(file(sha256));
        return Optional.of(
                lost(sha256, isThere ? "is damaged" : "is missing").problems().get(0));
    }

    private Path file(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'%s' is not a SHA-256 digest".formatted(sha256));
        }
        return directory.resolve(sha256.substring(0, 2)).resolve(sha256 + ".gz");
    }

    private static Path parent(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    /** A rename survives a loss of power only when its directory is synced too. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemException lost(String sha256, String what) {
        return new ProblemException(new Problem(
                Mover.US,
                "the kept answer " + what,
                "deliveries/%s/%s.gz".formatted(sha256.substring(0, 2), sha256),
                "the bytes as they came, under that digest",
                "restore the file from a backup of the deliveries folder"));
    }

    private static final class DamageNaming extends FilterInputStream {
        private final String sha256;

        DamageNaming(String sha256, InputStream in) {
            super(in);
            this.sha256 = sha256;
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw new ProblemException(lost(sha256, "is damaged").problems().get(0), e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            try {
                return super.read(bytes, from, length);
            } catch (IOException e) {
                throw new ProblemException(lost(sha256, "is damaged").problems().get(0), e);
            }
        }
    }
}
