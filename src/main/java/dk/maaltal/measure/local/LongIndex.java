package dk.maaltal.measure.local;

import java.util.Arrays;
import java.util.Collection;

/** The places of distinct numbers, found without making an object of each that is asked for. */
final class LongIndex {
    private static final long EMPTY = Long.MIN_VALUE;

    private final long[] keys;
    private final int[] places;

    /** @param numbers none of them {@link Long#MIN_VALUE}; the first has place 0 */
    LongIndex(Collection<Long> numbers) {
        int size = Integer.highestOneBit(Math.max(4, numbers.size() * 2)) * 2;
        keys = new long[size];
        places = new int[size];
        Arrays.fill(keys, EMPTY);
        int next = 0;
        for (long number : numbers) {
            int at = slot(number);
            if (keys[at] == EMPTY) {
                keys[at] = number;
                places[at] = next++;
            }
        }
    }

    /** The place of a number among the distinct ones, -1 for none of them. */
    int place(long number) {
        int at = slot(number);
        return keys[at] == number && number != EMPTY ? places[at] : -1;
    }

    private int slot(long number) {
        int at = Long.hashCode(number * 0x9E3779B97F4A7C15L) & (keys.length - 1);
        while (keys[at] != EMPTY && keys[at] != number) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }
}
