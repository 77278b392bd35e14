package dk.maaltal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Remembers how a body broke, for whoever keeps it only says that it did. */
final class WatchedBody extends FilterInputStream {
    private @Nullable IOException failure;

    WatchedBody(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Null while nothing broke. */
    @Nullable
    IOException failure() {
        return failure;
    }
}
