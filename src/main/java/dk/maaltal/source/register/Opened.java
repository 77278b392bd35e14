package dk.maaltal.source.register;

import java.io.Closeable;
import java.io.IOException;

/**
 * A file whose layout is found, read up to its header.
 *
 * @param how it was understood, for people: {@code UTF-8, ';', header in line 3}
 */
record Opened(Header.Fit fit, Table table, String how) implements Closeable {
    @Override
    public void close() throws IOException {
        table.close();
    }
}
