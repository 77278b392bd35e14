package dk.maaltal.source.register;

import java.io.IOException;
import java.io.Reader;

/**
 * Text of a CSV file in which nothing follows a closing quotation mark within its cell: blanks are left out, and for
 * anything else the cell ends in {@link #TORN}.
 */
final class QuoteReader extends Reader {
    /** No character of any text (Unicode 23.7, noncharacters). */
    static final char TORN = '\uffff';

    /** A character of the file becomes two at most, and one is held back at most. */
    private static final int MOST_MADE = 3;

    private enum State {
        CELL_BEGINS,
        PLAIN,
        QUOTED,
        /** After a quotation mark that closes, or that is the first of two; it is held back. */
        QUOTE,
        /** The same, and blanks came after: it closes. */
        QUOTE_AND_BLANKS,
        TORN_OFF
    }

    private final Reader in;
    private final char delimiter;
    private final char[] read = new char[1 << 13];
    private final char[] made = new char[MOST_MADE * read.length];
    private int from;
    private int to;
    private State state = State.CELL_BEGINS;
    private boolean ended;

    QuoteReader(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        while (from == to) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, to - from);
        System.arraycopy(made, from, into, offset, count);
        from += count;
        return count;
    }

    private void fill() throws IOException {
        from = 0;
        to = 0;
        int count = in.read(read, 0, read.length);
        if (count < 0) {
            ended = true;
            if (state == State.QUOTE || state == State.QUOTE_AND_BLANKS) {
                made[to++] = '"';
            }
        }
        for (int i = 0; i < count; i++) {
            next(read[i]);
        }
    }

    private void next(char c) {
        boolean ends = c == delimiter || c == '\n' || c == '\r';
        switch (state) {
            case CELL_BEGINS -> plain(c, ends, c == '"' ? State.QUOTED : State.PLAIN);
            case PLAIN -> plain(c, ends, State.PLAIN);
            case QUOTED -> {
                if (c == '"') {
                    state = State.QUOTE;
                } else {
                    made[to++] = c;
                }
            }
            case QUOTE -> {
                if (c == '"') {
                    made[to++] = '"';
                    made[to++] = '"';
                    state = State.QUOTED;
                } else {
                    closed(c, ends);
                }
            }
            case QUOTE_AND_BLANKS -> closed(c, ends);
            case TORN_OFF -> {
                if (ends) {
                    plain(c, true, State.PLAIN);
                }
            }
        }
    }

    private void plain(char c, boolean ends, State then) {
        made[to++] = c;
        state = ends ? State.CELL_BEGINS : then;
    }

    private void closed(char c, boolean ends) {
        if (ends) {
            made[to++] = '"';
            plain(c, true, State.PLAIN);
        } else if (Text.isSpace(c)) {
            state = State.QUOTE_AND_BLANKS;
        } else {
            made[to++] = TORN;
            made[to++] = '"';
            state = State.TORN_OFF;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
