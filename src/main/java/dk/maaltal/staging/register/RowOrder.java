package dk.maaltal.staging.register;

import java.util.Arrays;

/** Sorts row numbers, without an object for each. */
final class RowOrder {
    private static final int SHORT = 12;

    private final Comparison comparison;

    /** Compares two rows by their numbers. */
    @FunctionalInterface
    interface Comparison {
        int compare(int a, int b);
    }

    RowOrder(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The rows of a block in its order. First by a part of the pseudonym as plain numbers, the rest by comparing. */
    static int[] of(RowBlock rows) {
        int size = rows.size();
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = ((long) (Buckets.prefix(rows.high(i)) ^ Integer.MIN_VALUE) << 32) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = (int) keys[i];
        }
        RowOrder rest = new RowOrder(rows::compare);
        int[] room = new int[0];
        for (int from = 0; from < size; ) {
            int to = from + 1;
            while (to < size && (keys[to] >> 32) == (keys[from] >> 32)) {
                to++;
            }
            if (to - from > SHORT && room.length < to - from) {
                room = new int[Math.max(to - from, 1024)];
            }
            rest.sort(order, from, to, room);
            from = to;
        }
        return order;
    }

    /** The numbers below {@code size}, sorted; of equal ones the lower first. */
    int[] sorted(int size) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        sort(order, 0, size, new int[size]);
        return order;
    }

    int compare(int a, int b) {
        return comparison.compare(a, b);
    }

    private void sort(int[] order, int from, int to, int[] room) {
        if (to - from <= SHORT) {
            insert(order, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, from, middle, room);
        sort(order, middle, to, room);
        if (comparison.compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        int left = middle - from;
        System.arraycopy(order, from, room, 0, left);
        for (int i = 0, j = middle, at = from; i < left; at++) {
            boolean isLeft = j == to || comparison.compare(room[i], order[j]) <= 0;
            order[at] = isLeft ? room[i++] : order[j++];
        }
    }

    private void insert(int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = order[i];
            int at = i;
            while (at > from && comparison.compare(order[at - 1], row) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = row;
        }
    }
}
