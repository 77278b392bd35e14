package dk.maaltal.staging.register;

import dk.maaltal.register.Column;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One bucket as bytes: the pseudonyms with how many rows each has, then column after column, every value as its distance
 * from the column's smallest in as many bytes as the farthest needs. A missing cell is 0 and a suppressed one 1.
 *
 * <p>Layout, big end first where nothing else is said: {@code MTRB}, version, columns, width of a count, rows, persons;
 * for each column its smallest value and width; the pseudonyms; then with the little end first the counts and the
 * columns.
 */
final class BucketFile {
    static final int VERSION = 1;
    static final int MAGIC = 0x4D545242;
    static final int FIXED = 4 + 1 + 1 + 1 + 4 + 4;
    static final int EACH_COLUMN = 8 + 1;
    /** What a distance of 0 is written as; below it stand {@link Column#NONE} and {@link Column#SUPPRESSED}. */
    static final long FIRST = 2;

    private final RowBlock rows;
    private final int[] order;
    private int persons;
    private int longest;

    private BucketFile(RowBlock rows, int[] order) {
        this.rows = rows;
        this.order = order;
    }

    /** @param length of {@code bytes}, which is longer */
    record Written(byte[] bytes, int length, int rows, int persons) {}

    /** @param order the rows that are written, by person */
    static Written of(RowBlock rows, int[] order) {
        return new BucketFile(rows, order).write();
    }

    private Written write() {
        countPersons();
        int columns = rows.columns();
        long[] smallest = new long[columns];
        int[] width = new int[columns];
        int countWidth = Bytes.width(longest);
        long length = FIXED + (long) EACH_COLUMN * columns + (16L + countWidth) * persons;
        for (int c = 0; c < columns; c++) {
            measure(c, smallest, width);
            length += (long) width[c] * order.length;
        }
        byte[] bytes = new byte[Math.toIntExact(length + Bytes.SLACK)];
        ByteBuffer head = ByteBuffer.wrap(bytes);
        head.putInt(MAGIC)
                .put((byte) VERSION)
                .put((byte) columns)
                .put((byte) countWidth)
                .putInt(order.length)
                .putInt(persons);
        for (int c = 0; c < columns; c++) {
            head.putLong(smallest[c]).put((byte) width[c]);
        }
        int at = writePersons(head, bytes, countWidth);
        for (int c = 0; c < columns; c++) {
            at = writeColumn(rows.column(c), smallest[c], width[c], bytes, at);
        }
        Arrays.fill(bytes, at, bytes.length, (byte) 0);
        return new Written(bytes, at, order.length, persons);
    }

    private void countPersons() {
        for (int from = 0; from < order.length; ) {
            int to = end(from);
            persons++;
            longest = Math.max(longest, to - from);
            from = to;
        }
    }

    private int end(int from) {
        int to = from + 1;
        while (to < order.length && rows.samePerson(order[from], order[to])) {
            to++;
        }
        return to;
    }

    private void measure(int column, long[] smallest, int[] width) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        boolean isBlank = true;
        long[] values = rows.column(column);
        for (int row : order) {
            long value = values[row];
            if (value > Column.SUPPRESSED) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            } else if (value == Column.SUPPRESSED) {
                isBlank = false;
            }
        }
        smallest[column] = least == Long.MAX_VALUE ? 0 : least;
        // As an unsigned number the farthest distance is never too long for 64 bits.
        width[column] = most != Long.MIN_VALUE ? Bytes.width(most - least + FIRST) : isBlank ? 0 : 1;
    }

    private int writePersons(ByteBuffer head, byte[] bytes, int countWidth) {
        int at = head.position() + 16 * persons;
        for (int from = 0; from < order.length; ) {
            int to = end(from);
            head.putLong(rows.high(order[from])).putLong(rows.low(order[from]));
            from = to;
        }
        for (int from = 0; from < order.length; ) {
            int to = end(from);
            Bytes.put(bytes, at, to - from);
            at += countWidth;
            from = to;
        }
        return at;
    }

    private int writeColumn(long[] values, long smallest, int width, byte[] bytes, int from) {
        int at = from;
        for (int row : order) {
            long value = values[row];
            long distance = value > Column.SUPPRESSED
                    ? value - smallest + FIRST
                    : value == Column.SUPPRESSED ? FIRST - 1 : FIRST - 2;
            Bytes.put(bytes, at, distance);
            at += width;
        }
        return at;
    }
}
