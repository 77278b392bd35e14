package dk.maaltal.source.jobindsats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small map keyed by text that is looked up in a parser's buffer, so that a label that comes in every row becomes a
 * string once.
 */
final class CharIndex<T> {
    private static final char[] NONE = {};

    private char[][] keys = empty(64);
    private @Nullable Object[] values = new Object[64];
    private int size;
    private int last;

    /** The value put under this text, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    T find(char[] text, int offset, int length) {
        if (is(keys[last], text, offset, length)) {
            return (T) values[last];
        }
        int slot = slot(text, offset, length);
        last = slot;
        return (T) values[slot];
    }

    void put(char[] text, int offset, int length, T value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(text, offset, length);
        if (keys[slot] == NONE) {
            size++;
        }
        keys[slot] = Arrays.copyOfRange(text, offset, offset + length);
        values[slot] = value;
    }

    private int slot(char[] text, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + text[i];
        }
        int mask = keys.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (keys[slot] != NONE && !is(keys[slot], text, offset, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static boolean is(char[] key, char[] text, int offset, int length) {
        return key != null && key.length == length && Arrays.equals(key, 0, length, text, offset, offset + length);
    }

    private static char[][] empty(int length) {
        char[][] keys = new char[length][];
        Arrays.fill(keys, NONE);
        return keys;
    }

    private void grow() {
        char[][] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = empty(oldKeys.length * 2);
        values = new Object[oldValues.length * 2];
        last = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            char[] key = oldKeys[i];
            if (key != NONE) {
                int slot = slot(key, 0, key.length);
                keys[slot] = key;
                values[slot] = oldValues[i];
            }
        }
    }
}
