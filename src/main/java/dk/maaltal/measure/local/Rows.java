package dk.maaltal.measure.local;

import dk.maaltal.register.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rows of a ready-made sheet by what they are about; two that say different things of the same are a flaw. */
final class Rows {
    /** One row: of how many, how many, and what stands beside them. */
    record Entry(long n, long of, long beside) {
        boolean isHidden() {
            return n == Column.SUPPRESSED || of == Column.SUPPRESSED;
        }
    }

    private final Map<Long, Entry> byKey = new HashMap<>();
    private final Set<Long> twofold = new HashSet<>();

    void add(long key, Entry entry) {
        Entry before = byKey.putIfAbsent(key, entry);
        if (before != null && !before.equals(entry)) {
            twofold.add(key);
        }
    }

    boolean has(long key) {
        return byKey.containsKey(key);
    }

    /** The newest key from {@code least} to {@code most}; {@link Column#NONE} when there is none. */
    long newest(long least, long most) {
        return byKey.keySet().stream()
                .mapToLong(key -> key)
                .filter(key -> key >= least && key <= most)
                .max()
                .orElse(Column.NONE);
    }

    long beside(long key) {
        Entry entry = byKey.get(key);
        return entry == null ? Column.NONE : entry.beside();
    }

    /** What the rows say; the key must be there. */
    Tally tally(long key, String about) {
        Entry entry = byKey.get(key);
        if (entry == null) {
            return Tally.without(Tally.Kind.NOT_THERE, about);
        }
        if (twofold.contains(key)) {
            return Tally.flawed("it has two rows for %s, and they differ".formatted(about), about);
        }
        return entry.isHidden() ? Tally.without(Tally.Kind.HIDDEN, about) : Tally.counted(entry.n(), entry.of(), about);
    }
}
