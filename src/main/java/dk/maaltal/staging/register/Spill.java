package dk.maaltal.staging.register;

import dk.maaltal.register.Column;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in the order they were read, set aside by bucket in one temporary file, so that no more than a bucket is ever in
 * memory. A value is a byte that says how long it is, and its bytes.
 */
final class Spill implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final int NONE = 9;
    private static final int SUPPRESSED = 10;

    private final FileChannel file;
    private final int columns;
    private final int longestRow;

    private final byte[][] open;
    private final int[] filled;
    private final int[] rows;
    private final List<List<Chunk>> chunks = new ArrayList<>();
    private long end;

    private record Chunk(long at, int length) {}

    Spill(Path file, int columns) throws IOException {
        this.file = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.columns = columns;
        this.longestRow = 16 + 9 * columns + Bytes.SLACK;
        this.open = new byte[Buckets.COUNT][CHUNK];
        this.filled = new int[Buckets.COUNT];
        this.rows = new int[Buckets.COUNT];
        for (int i = 0; i < Buckets.COUNT; i++) {
            chunks.add(new ArrayList<>());
        }
    }

    void add(int bucket, long personHigh, long personLow, long[] values) throws IOException {
        if (filled[bucket] + longestRow > CHUNK) {
            flush(bucket);
        }
        byte[] bytes = open[bucket];
        int at = filled[bucket];
        Bytes.put(bytes, at, personHigh);
        Bytes.put(bytes, at + 8, personLow);
        at += 16;
        for (int c = 0; c < columns; c++) {
            long value = values[c];
            if (value == Column.NONE) {
                bytes[at++] = NONE;
            } else if (value == Column.SUPPRESSED) {
                bytes[at++] = SUPPRESSED;
            } else {
                long folded = (value << 1) ^ (value >> 63); // so that small negative numbers are short too
                int width = Bytes.width(folded);
                bytes[at] = (byte) width;
                Bytes.put(bytes, at + 1, folded);
                at += 1 + width;
            }
        }
        filled[bucket] = at;
        rows[bucket]++;
    }

    private void flush(int bucket) throws IOException {
        int length = filled[bucket];
        ByteBuffer buffer = ByteBuffer.wrap(open[bucket], 0, length);
        long at = end;
        while (buffer.hasRemaining()) {
            at += file.write(buffer, at);
        }
        chunks.get(bucket).add(new Chunk(end, length));
        end = at;
        filled[bucket] = 0;
    }

    /** How many rows of a bucket there are. */
    int rows(int bucket) {
        return rows[bucket];
    }

    /** Appends the rows of a bucket to a block, in the order they came; when no more are added, on any thread. */
    void load(int bucket, RowBlock into) throws IOException {
        long[] values = new long[columns];
        byte[] bytes = new byte[CHUNK + Bytes.SLACK];
        for (Chunk chunk : chunks.get(bucket)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, chunk.length());
            while (buffer.hasRemaining()) {
                if (file.read(buffer, chunk.at() + buffer.position()) < 0) {
                    throw new IOException("the rows that were set aside are cut short");
                }
            }
            decode(bytes, chunk.length(), values, into);
        }
        decode(open[bucket], filled[bucket], values, into);
    }

    private void decode(byte[] bytes, int length, long[] values, RowBlock into) {
        int at = 0;
        while (at < length) {
            long high = Bytes.get(bytes, at);
            long low = Bytes.get(bytes, at + 8);
            at += 16;
            for (int c = 0; c < columns; c++) {
                int width = bytes[at++];
                if (width <= 8) {
                    long folded = Bytes.get(bytes, at) & Bytes.mask(width);
                    values[c] = (folded >>> 1) ^ -(folded & 1);
                    at += width;
                } else {
                    values[c] = width == NONE ? Column.NONE : Column.SUPPRESSED;
                }
            }
            into.add(high, low, values);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
