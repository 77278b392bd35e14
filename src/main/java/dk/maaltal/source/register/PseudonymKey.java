package dk.maaltal.source.register;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The key that turns CPR numbers into pseudonyms. It is the content of a file, without one line end at its end where 32
 * bytes are left without it, and is at least 32 bytes. Nothing of it is ever shown but its {@link #fingerprint}.
 */
public final class PseudonymKey {
    /** The setting that names the file. */
    public static final String SETTING = "maaltal.pseudonym.key-file";

    private static final int LEAST_BYTES = 32;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int FINGERPRINT_BYTES = 16;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final KeyedDigest.Key key;
    private final String fingerprint;

    private PseudonymKey(byte[] bytes) {
        this.key = new KeyedDigest.Key(bytes);
        byte[] digest = new KeyedDigest(key).digest("maaltal fingerprint".getBytes(StandardCharsets.US_ASCII));
        this.fingerprint = HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    }

    /**
     * Reads the key.
     *
     * @throws ProblemException when the file is not there, is not a regular file, is too short, or others than its
     *     owner may do anything with it (where the file system knows that)
     */
    public static PseudonymKey read(Path file) {
        if (!Files.exists(file)) {
            throw wrong("the key file is not there", "a file of %d bytes or more".formatted(LEAST_BYTES), MAKE_ONE);
        }
        if (!Files.isRegularFile(file)) {
            throw wrong("the key file is not a regular file", "a file", MAKE_ONE);
        }
        byte[] bytes;
        try {
            checkRights(file);
            bytes = bytes(file);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.declaration(
                            SETTING,
                            "the key file cannot be read",
                            "a file the user who runs maaltal may read",
                            "check its owner and rights"),
                    e);
        }
        try {
            if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
                throw wrong(
                        "the key has %s%d bytes"
                                .formatted(
                                        bytes.length > MOST_BYTES ? "more than " : "",
                                        Math.min(bytes.length, MOST_BYTES)),
                        "%d to %d bytes, best from a random source".formatted(LEAST_BYTES, MOST_BYTES),
                        MAKE_ONE);
            }
            return new PseudonymKey(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static final String MAKE_ONE =
            "make one: (umask 077 && openssl rand -hex 32 > FILE), keep a copy in a safe place, and set " + SETTING;

    private static void checkRights(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(rights)) {
            throw wrong(
                    "the key file has mode " + PosixFilePermissions.toString(rights),
                    "rw------- (0600): only its owner may read it",
                    "chmod 600 the file; if others may have read it, talk to your data protection officer");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 3);
        }
        int end = lineEnd(bytes);
        // In a key of random bytes what looks like a line end may be one of them.
        byte[] stripped = Arrays.copyOf(bytes, bytes.length - end < LEAST_BYTES ? bytes.length : bytes.length - end);
        Arrays.fill(bytes, (byte) 0);
        return stripped;
    }

    private static int lineEnd(byte[] bytes) {
        int length = bytes.length;
        if (length == 0 || bytes[length - 1] != '\n') {
            return 0;
        }
        return length > 1 && bytes[length - 2] == '\r' ? 2 : 1;
    }

    private static ProblemException wrong(String what, String expected, String next) {
        return new ProblemException(Problem.declaration(SETTING, what, expected, next));
    }

    /** 32 hexadecimal digits that tell this key from others and nothing more. */
    public String fingerprint() {
        return fingerprint;
    }

    /** A reckoner of pseudonyms; each thread needs its own. */
    public Pseudonyms pseudonyms() {
        return new Pseudonyms(new KeyedDigest(key));
    }

    KeyedDigest digest() {
        return new KeyedDigest(key);
    }

    @Override
    public String toString() {
        return "PseudonymKey[fingerprint=" + fingerprint + "]";
    }
}
