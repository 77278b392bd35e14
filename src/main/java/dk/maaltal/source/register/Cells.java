package dk.maaltal.source.register;

import java.util.Arrays;

/** One row of a file as it stands there; used again for the next row. */
final class Cells {
    /** More columns than this no register comes with. */
    static final int MOST_COLUMNS = 2_000;
    /** Characters of a cell. */
    static final int MOST_CELL = 1 << 20;
    /** Characters of a row. */
    static final int MOST_ROW = 1 << 22;

    private static final char REPLACEMENT = '\ufffd';

    private char[] chars = new char[1 << 10];
    private int length;
    private int[] ends = new int[64];
    private byte[] kinds = new byte[64];
    private int count;
    private long line;
    private boolean garbled;
    private boolean manyLines;
    private boolean torn;
    private boolean solid;

    /** A row, or one of its cells, is beyond what memory should hold. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(String what) {
            super(what, null, false, false);
        }
    }

    void begin(long at) {
        line = at;
        length = 0;
        count = 0;
        garbled = false;
        manyLines = false;
        torn = false;
        solid = false;
    }

    /** @throws TooLarge when that is more than a row may hold */
    void add(char[] buffer, int offset, int size) {
        room(size);
        int end = offset + size;
        int p = length;
        boolean something = false;
        for (int i = offset; i < end; i++) {
            char c = buffer[i];
            chars[p++] = c;
            if (c < ' ') {
                if (c == '\n' || c == '\r') {
                    manyLines = true;
                } else if (c != '\t') {
                    garbled = true;
                }
            } else if (c < 0x7f) {
                something |= c != ' ';
            } else {
                garbled |= c <= 0x9f || c == REPLACEMENT;
                torn |= c == QuoteReader.TORN;
                something |= !Text.isSpace(c);
            }
        }
        solid |= something;
        closeCell(p, 0);
    }

    /** @param kind bits of {@link Text} */
    void add(String text, int kind) {
        add(text.toCharArray(), 0, text.length());
        kinds[count - 1] = (byte) kind;
    }

    private void room(int size) {
        if (count >= MOST_COLUMNS) {
            throw new TooLarge("a row has more than %d columns".formatted(MOST_COLUMNS));
        }
        if (size > MOST_CELL) {
            throw new TooLarge("a cell has more than %d characters".formatted(MOST_CELL));
        }
        if (length + size > MOST_ROW) {
            throw new TooLarge("a row has more than %d characters".formatted(MOST_ROW));
        }
        if (length + size > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + size, Math.min(2 * chars.length, MOST_ROW)));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            kinds = Arrays.copyOf(kinds, 2 * count);
        }
    }

    private void closeCell(int end, int kind) {
        length = end;
        ends[count] = end;
        kinds[count] = (byte) kind;
        count++;
    }

    int count() {
        return count;
    }

    /** In the file, from 1; in a workbook the sheet's row. */
    long line() {
        return line;
    }

    /** Whether it holds characters that no encoding of text has. */
    boolean isGarbled() {
        return garbled;
    }

    /** Whether a line ends within a cell. */
    boolean hasManyLines() {
        return manyLines;
    }

    /** Whether something follows a closing quotation mark within a cell. */
    boolean isTorn() {
        return torn;
    }

    boolean isBlank() {
        return !solid;
    }

    /** Moves a view to a cell; one beyond the row's end is empty. */
    Text cell(int i, Text view) {
        if (i >= count) {
            return view.set(chars, 0, 0, 0);
        }
        return view.set(chars, i == 0 ? 0 : ends[i - 1], ends[i], kinds[i]);
    }

    /** Whether every cell from a place on is blank. */
    boolean isBlankFrom(int first) {
        Text view = new Text();
        for (int i = first; i < count; i++) {
            if (cell(i, view).length() > 0) {
                return false;
            }
        }
        return true;
    }
}
