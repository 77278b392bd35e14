package dk.maaltal.source.register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a text file's bytes are to be read. A byte order mark decides; else a file that is UTF-8 throughout is UTF-8; one
 * with more well-formed characters of several bytes than ill-formed ones is damaged UTF-8; any other is Windows-1252.
 *
 * @param charset UTF-8 or Windows-1252
 * @param mark bytes of the byte order mark, to be passed over
 * @param size bytes of the file
 */
record Encoding(Charset charset, int mark, long size) {
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int CHUNK = 1 << 16;

    /** Reads the whole file once. */
    static Encoding of(Path file) throws IOException, Refused {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            int read = in.readNBytes(chunk, 0, CHUNK);
            refuseOthers(chunk, read);
            int mark = read >= 3 && (chunk[0] & 0xff) == 0xef && (chunk[1] & 0xff) == 0xbb && (chunk[2] & 0xff) == 0xbf
                    ? 3
                    : 0;
            long size = 0;
            Utf8Count count = new Utf8Count();
            while (read > 0) {
                size += read;
                count.take(chunk, read);
                read = in.readNBytes(chunk, 0, CHUNK);
            }
            count.end();
            boolean utf8 = mark > 0 || count.wrong == 0 || count.right > count.wrong;
            return new Encoding(utf8 ? StandardCharsets.UTF_8 : WINDOWS, mark, size);
        }
    }

    /** The encoding a layout names holds unless there is a byte order mark. */
    Encoding or(Charset named) {
        return mark > 0 ? this : new Encoding(named, 0, size);
    }

    private static void refuseOthers(byte[] head, int length) throws Refused {
        if (length == 0) {
            throw new Refused("the file is empty", "a header and rows", "ask for the extract again");
        }
        int first = head[0] & 0xff;
        int second = length > 1 ? head[1] & 0xff : 0;
        if (first == 0xff && second == 0xfe || first == 0xfe && second == 0xff) {
            throw new Refused("the file is UTF-16", "UTF-8 or Windows-1252", "save it as CSV UTF-8");
        }
        if (first == 'P' && second == 'K') {
            throw new Refused("the file is a workbook or an archive, not CSV", "text", "name it .xlsx");
        }
        if (first == 0xd0 && second == 0xcf) {
            throw new Refused(
                    "the file is an old workbook (.xls) or one with a password",
                    "CSV, or .xlsx without a password",
                    "save it as CSV or .xlsx");
        }
    }

    /** Counts characters of several bytes, well-formed and ill-formed (the Unicode Standard, table 3-7). */
    private static final class Utf8Count {
        private long right;
        private long wrong;
        private int missing;
        private int least;
        private int most;

        void take(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                int b = bytes[i];
                if (b < 0 || missing > 0) {
                    take(b & 0xff);
                }
            }
        }

        private void take(int b) {
            if (missing > 0) {
                if (b >= least && b <= most) {
                    missing--;
                    least = 0x80;
                    most = 0xbf;
                    right += missing == 0 ? 1 : 0;
                    return;
                }
                wrong++;
                missing = 0;
            }
            if (b >= 0x80) {
                begin(b);
            }
        }

        private void begin(int b) {
            least = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
            most = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
            if (b >= 0xc2 && b <= 0xdf) {
                missing = 1;
            } else if (b >= 0xe0 && b <= 0xef) {
                missing = 2;
            } else if (b >= 0xf0 && b <= 0xf4) {
                missing = 3;
            } else {
                wrong++;
            }
        }

        void end() {
            if (missing > 0) {
                wrong++;
            }
        }
    }
}
