package dk.maaltal.staging;

import java.util.Arrays;

/** Observations by the column, without an object for each. */
final class Rows {
    /** {@code state} of a number. */
    static final byte OK = 0;

    static final byte SUPPRESSED = 1;
    static final byte IMMATURE = 2;

    long[] cell;
    /** Value times 10,000; 0 where {@code state} is not {@link #OK}. */
    long[] value;

    byte[] state;
    /** The part of a reading that says or said so. */
    int[] openedBy;

    int size;

    Rows(int capacity) {
        cell = new long[capacity];
        value = new long[capacity];
        state = new byte[capacity];
        openedBy = new int[capacity];
    }

    void add(long aCell, long aValue, byte aState, int anOpener) {
        if (size == cell.length) {
            int capacity = Math.max(64, size + (size >> 1));
            cell = Arrays.copyOf(cell, capacity);
            value = Arrays.copyOf(value, capacity);
            state = Arrays.copyOf(state, capacity);
            openedBy = Arrays.copyOf(openedBy, capacity);
        }
        cell[size] = aCell;
        value[size] = aValue;
        state[size] = aState;
        openedBy[size++] = anOpener;
    }

    void clear() {
        size = 0;
    }
}
