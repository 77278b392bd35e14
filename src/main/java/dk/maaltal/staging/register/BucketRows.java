package dk.maaltal.staging.register;

import dk.maaltal.register.Column;
import java.nio.ByteBuffer;

/** Reads a bucket person by person; only the columns that are asked for are decoded. */
public final class BucketRows {
    private static final BucketRows EMPTY = new BucketRows();

    private final byte[] bytes;
    private final int rows;
    private final int persons;
    private final long[] smallest;
    private final int[] width;
    private final int[] columnAt;
    private final ByteBuffer pseudonyms;
    private final int countsAt;
    private final int countWidth;

    private int person = -1;
    private int row;
    private int count;
    private long high;
    private long low;

    private BucketRows() {
        this(ByteBuffer.allocate(BucketFile.FIXED + Bytes.SLACK)
                .putInt(BucketFile.MAGIC)
                .put((byte) BucketFile.VERSION)
                .array());
    }

    /**
     * @param bytes as {@link BucketFile} writes them, and the slack
     * @throws IllegalArgumentException when they are of another version or no bucket at all
     */
    BucketRows(byte[] bytes) {
        this.bytes = bytes;
        ByteBuffer head = ByteBuffer.wrap(bytes);
        if (bytes.length < BucketFile.FIXED + Bytes.SLACK || head.getInt() != BucketFile.MAGIC) {
            throw new IllegalArgumentException("it is no bucket");
        }
        int version = head.get();
        if (version != BucketFile.VERSION) {
            throw new IllegalArgumentException("its version is %d".formatted(version));
        }
        int columns = head.get();
        this.countWidth = head.get();
        this.rows = head.getInt();
        this.persons = head.getInt();
        this.smallest = new long[columns];
        this.width = new int[columns];
        this.columnAt = new int[columns];
        for (int c = 0; c < columns; c++) {
            smallest[c] = head.getLong();
            width[c] = head.get();
        }
        this.pseudonyms = head.slice();
        this.countsAt = head.position() + 16 * persons;
        int at = countsAt + countWidth * persons;
        for (int c = 0; c < columns; c++) {
            columnAt[c] = at;
            at += width[c] * rows;
        }
        if (at + Bytes.SLACK != bytes.length) {
            throw new IllegalArgumentException("its length is not what its beginning says");
        }
    }

    /** A bucket without rows; to be used by no one, for nothing can be read of it. */
    public static BucketRows empty() {
        return EMPTY;
    }

    public int rows() {
        return rows;
    }

    public int persons() {
        return persons;
    }

    int columns() {
        return width.length;
    }

    /** Goes on to the next person; false when there is none. */
    public boolean next() {
        if (person + 1 >= persons) {
            return false;
        }
        person++;
        row += count;
        count = (int) (Bytes.get(bytes, countsAt + person * countWidth) & Bytes.mask(countWidth));
        high = pseudonyms.getLong(16 * person);
        low = pseudonyms.getLong(16 * person + 8);
        return true;
    }

    /** The first 64 bits of the person's pseudonym. */
    public long high() {
        return high;
    }

    /** Its next 64 bits. */
    public long low() {
        return low;
    }

    /** How many rows the person has. */
    public int count() {
        return count;
    }

    /**
     * Decodes the person's values of one column.
     *
     * @param column its place among the value columns
     * @param into room for {@link #count} values
     */
    public void read(int column, long[] into) {
        read(column, row, count, into);
    }

    /** Decodes values of one column, of whatever person. */
    void read(int column, int fromRow, int n, long[] into) {
        int w = width[column];
        long mask = Bytes.mask(w);
        long base = smallest[column] - BucketFile.FIRST;
        int at = columnAt[column] + fromRow * w;
        for (int i = 0; i < n; i++, at += w) {
            long distance = Bytes.get(bytes, at) & mask;
            // 0 and 1 are no distances; compared as unsigned numbers
            into[i] = (distance & -2L) != 0 ? distance + base : distance == 0 ? Column.NONE : Column.SUPPRESSED;
        }
    }
}
