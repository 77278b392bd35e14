package dk.maaltal.source.register;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a workbook as it is inflated, with limits that hold before any parser keeps anything of it: the part's size,
 * how much larger it is than what it was inflated from, and the distance from one {@code <} to the next, which bounds
 * every name, attribute and text. Comments, DTDs and the like, where a {@code <} bounds nothing, are refused.
 */
final class BoundedXml extends FilterInputStream {
    /** Below this many bytes the ratio says nothing. */
    private static final long SMALL = 16 << 20;

    private static final int MOST_RATIO = 250;
    private static final int MOST_BETWEEN = 1 << 20;

    private final long compressed;
    private final long most;
    private long size;
    private int between;
    private int before;

    /**
     * @param in that can be marked
     * @param most bytes the part may inflate to
     */
    BoundedXml(InputStream in, long compressed, long most) {
        super(in);
        this.compressed = compressed;
        this.most = most;
    }

    /** The part is beyond a limit. Unchecked, so that it comes through a parser as it is. */
    static final class Beyond extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String what;

        Beyond(String what) {
            super(what, null, false, false);
            this.what = what;
        }

        String what() {
            return what;
        }
    }

    /** Whether it begins as XML may. Pictures and the like do not: whoever takes one for XML stops at its first byte. */
    boolean maybe() throws IOException {
        in.mark(4);
        int first = in.read();
        in.reset();
        return first == '<' || first == 0xef || first >= 0xfe || first >= 0 && first <= ' ';
    }

    long size() {
        return size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        for (int i = offset; i < offset + read; i++) {
            check(into[i]);
        }
        if (size > most) {
            throw new Beyond("it inflates to more than %d MiB".formatted(most >> 20));
        }
        if (size > SMALL && size / MOST_RATIO > compressed) {
            throw new Beyond("it inflates to more than %d times its size".formatted(MOST_RATIO));
        }
        return read;
    }

    private void check(byte b) {
        size++;
        if (b == 0) {
            throw new Beyond("it is not UTF-8");
        }
        if (before == '<' && (b == '!' || b == '?' && size > 5)) {
            throw new Beyond("it has comments, instructions or declarations, which no spreadsheet program writes");
        }
        between = b == '<' ? 0 : between + 1;
        if (between > MOST_BETWEEN) {
            throw new Beyond("it has a text of more than %d characters".formatted(MOST_BETWEEN));
        }
        before = b;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
