package dk.maaltal.measure.local;

import dk.maaltal.staging.PersonRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts persons for one rule, in one thread. A slot is a period, or a last day that several periods have. */
abstract class Counter {
    final Grid grid;
    final long[] n;
    final long[] of;
    private final boolean byEnd;
    /** The parts of the count; null in a run, which needs only the sums. */
    @Nullable
    Split split;

    private Counter(Grid grid, boolean byEnd) {
        this.grid = grid;
        this.byEnd = byEnd;
        int slots = byEnd ? grid.ends() : grid.size();
        this.n = new long[slots];
        this.of = new long[slots];
    }

    /** Takes one person; every {@link Support} has taken them before. */
    abstract void take(PersonRows person);

    /** Counts the parts too; before the first person. */
    final Counter splitting() {
        split = new Split(parts(), of.length);
        return this;
    }

    /** What the count is split into. */
    abstract List<Split.Part> parts();

    Breakdown breakdown(int place) {
        return split == null ? Breakdown.NONE : split.of(slot(place));
    }

    /** Adds what another thread's counter of the same rule counted. */
    void add(Counter other) {
        for (int i = 0; i < n.length; i++) {
            n[i] += other.n[i];
            of[i] += other.of[i];
        }
        if (split != null && other.split != null) {
            split.add(other.split);
        }
    }

    int slot(int place) {
        return byEnd ? grid.endOf(place) : place;
    }

    Tally tally(int place) {
        int slot = slot(place);
        return Tally.counted(n[slot], of[slot], grid.period(place).id());
    }

    /** Counts how things stand on the period's last day. */
    abstract static class OnLastDay extends Counter {
        OnLastDay(Grid grid) {
            super(grid, true);
        }
    }

    /** Counts what happens in the period. */
    abstract static class During extends Counter {
        During(Grid grid) {
            super(grid, false);
        }
    }
}
