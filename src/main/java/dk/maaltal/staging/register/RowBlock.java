package dk.maaltal.staging.register;

import java.util.Arrays;

/** The rows of one bucket in memory, column by column. */
final class RowBlock {
    private final int columns;
    private long[] high;
    private long[] low;
    private final long[][] values;
    private int size;

    /** @param expected how many rows are likely to come */
    RowBlock(int columns, int expected) {
        this.columns = columns;
        int room = Math.max(16, expected);
        this.high = new long[room];
        this.low = new long[room];
        this.values = new long[columns][room];
    }

    void add(long personHigh, long personLow, long[] row) {
        if (size == high.length) {
            int room = Math.max(size + 16, size + (size >> 1));
            high = Arrays.copyOf(high, room);
            low = Arrays.copyOf(low, room);
            for (int c = 0; c < columns; c++) {
                values[c] = Arrays.copyOf(values[c], room);
            }
        }
        high[size] = personHigh;
        low[size] = personLow;
        for (int c = 0; c < columns; c++) {
            values[c][size] = row[c];
        }
        size++;
    }

    int size() {
        return size;
    }

    int columns() {
        return columns;
    }

    long high(int row) {
        return high[row];
    }

    long low(int row) {
        return low[row];
    }

    long[] column(int column) {
        return values[column];
    }

    boolean samePerson(int a, int b) {
        return high[a] == high[b] && low[a] == low[b];
    }

    /** The rows by person, and a person's by their values; of rows alike in everything only one. */
    int[] distinct() {
        int[] order = RowOrder.of(this);
        int kept = 0;
        for (int i = 0; i < order.length; i++) {
            if (i == 0 || compare(order[i - 1], order[i]) != 0) {
                order[kept++] = order[i];
            }
        }
        return Arrays.copyOf(order, kept);
    }

    /** By person as unsigned numbers, then by the values in the order of the columns. */
    int compare(int a, int b) {
        int persons = comparePersons(a, b);
        for (int c = 0; persons == 0 && c < columns; c++) {
            persons = Long.compare(values[c][a], values[c][b]);
        }
        return persons;
    }

    int comparePersons(int a, int b) {
        int by = Long.compareUnsigned(high[a], high[b]);
        return by != 0 ? by : Long.compareUnsigned(low[a], low[b]);
    }

    /**
     * This block without the rows that a later one replaces: of the rows of a person alike in the key of which at least
     * one is new, only the last new one stays.
     *
     * @param firstNew rows from there on are new, those before were held
     * @param key the columns of the key beside the person
     */
    RowBlock replaced(int firstNew, int[] key) {
        if (firstNew == size) {
            return this;
        }
        RowOrder byKey = new RowOrder((a, b) -> {
            int by = comparePersons(a, b);
            for (int k = 0; by == 0 && k < key.length; k++) {
                by = Long.compare(values[key[k]][a], values[key[k]][b]);
            }
            return by;
        });
        int[] order = byKey.sorted(size); // stable: the rows of a group are in the order they came
        boolean[] stays = new boolean[size];
        for (int from = 0; from < size; ) {
            int to = from + 1;
            while (to < size && byKey.compare(order[from], order[to]) == 0) {
                to++;
            }
            boolean hasNew = order[to - 1] >= firstNew;
            for (int i = from; i < to; i++) {
                stays[order[i]] = !hasNew || i == to - 1;
            }
            from = to;
        }
        return only(stays);
    }

    private RowBlock only(boolean[] stays) {
        RowBlock left = new RowBlock(columns, size);
        long[] row = new long[columns];
        for (int i = 0; i < size; i++) {
            if (stays[i]) {
                for (int c = 0; c < columns; c++) {
                    row[c] = values[c][i];
                }
                left.add(high[i], low[i], row);
            }
        }
        return left;
    }
}
