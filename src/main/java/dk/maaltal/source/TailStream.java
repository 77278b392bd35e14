package dk.maaltal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Knows the last byte that is not white space of what was read through it. */
final class TailStream extends FilterInputStream {
    private int last = -1;

    TailStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b > ' ') {
            last = b;
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        for (int i = offset + n - 1; i >= offset; i--) {
            if (buffer[i] < 0 || buffer[i] > ' ') {
                last = buffer[i];
                break;
            }
        }
        return n;
    }

    /** Reads on to the end, and whether there the text is closed as a JSON object or list is. */
    boolean endsClosed() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return last == '}' || last == ']';
    }
}
