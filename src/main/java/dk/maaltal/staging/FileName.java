package dk.maaltal.staging;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file's name as the bytes the disk has it in. Under a locale that lacks its letters (cron has none) Java can neither
 * show such a name nor make another of it by way of text; by way of a URI it can.
 */
final class FileName {
    private final byte[] bytes;

    private FileName(byte[] bytes) {
        this.bytes = bytes;
    }

    static FileName of(Path file) {
        String raw = file.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        String name = raw.substring(raw.lastIndexOf('/', end - 1) + 1, end);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.write(Integer.parseInt(name, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return new FileName(bytes.toByteArray());
    }

    /** As UTF-8, whatever the locale; what is none is shown as such. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether the file can also be found by its name as Java shows it. */
    static boolean isTextOf(Path file) {
        try {
            return Path.of(file.toString()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The file of this name in a folder. */
    Path in(Path folder) {
        String raw = folder.toUri().toString();
        return Path.of(URI.create((raw.endsWith("/") ? raw : raw + "/") + encoded()));
    }

    /** For a line of text: each byte that is no plain letter or digit as {@code %F8}. */
    String encoded() {
        StringBuilder raw = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            boolean isPlain = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '.';
            raw.append(isPlain ? Character.toString(b) : "%%%02X".formatted(b & 0xff));
        }
        return raw.toString();
    }

    /** With more behind it. */
    FileName and(String suffix) {
        return join(bytes, suffix.getBytes(StandardCharsets.UTF_8));
    }

    /** With more before its ending. */
    FileName beforeEnding(String more) {
        return join(join(stem(), more.getBytes(StandardCharsets.UTF_8)).bytes, ending());
    }

    /** Cut before its ending, between two letters, where it is longer than so many bytes. */
    FileName atMost(int most) {
        if (bytes.length <= most) {
            return this;
        }
        byte[] stem = stem();
        int length = Math.max(0, stem.length - (bytes.length - most));
        while (length > 0 && (stem[length] & 0xc0) == 0x80) {
            length--;
        }
        return join(Arrays.copyOf(stem, length), ending());
    }

    private int dot() {
        for (int i = bytes.length - 1; i > 0; i--) {
            if (bytes[i] == '.') {
                return i;
            }
        }
        return bytes.length;
    }

    private byte[] stem() {
        return Arrays.copyOf(bytes, dot());
    }

    private byte[] ending() {
        return Arrays.copyOfRange(bytes, dot(), bytes.length);
    }

    private static FileName join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return new FileName(both);
    }
}
