package dk.maaltal.source.register;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what the texts of a column were read as: words come many times. One place for each hash, the newer
 * replacing the older, so that a column of a million words costs no more memory than one of ten.
 */
final class Spellings implements CellReader {
    private static final int SIZE = 1 << 12;
    private static final int LONGEST = 100;

    private final CellReader reader;
    private final @Nullable String[] texts = new String[SIZE];
    private final long[] values = new long[SIZE];

    Spellings(CellReader reader) {
        this.reader = reader;
    }

    @Override
    public long read(Text text) {
        int place = text.hash() & SIZE - 1;
        String known = texts[place];
        if (known != null && text.sameAs(known)) {
            return values[place];
        }
        long value = reader.read(text);
        if (text.length() <= LONGEST) {
            texts[place] = text.exact();
            values[place] = value;
        }
        return value;
    }
}
