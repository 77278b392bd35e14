package dk.maaltal.measure;

import dk.maaltal.plan.Variant;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which of a source's reference periods stand for a snapshot's period.
 *
 * @param label what the cell is about, as {@code reference_period} has it
 * @param wanted what it would be about had the source come so far
 * @param periods what to read; empty when the source has not come to it
 */
record Window(String label, String wanted, List<ReferencePeriod> periods) {
    Window {
        periods = List.copyOf(periods);
    }

    boolean isPublished() {
        return !periods.isEmpty();
    }

    boolean isOlderThanWanted() {
        return !label.equals(wanted);
    }

    /**
     * Finds the window.
     *
     * @param tables for each series of the formula, the periods its table has; at least one
     */
    static Window of(Variant variant, ReferencePeriod period, Collection<Set<ReferencePeriod>> tables) {
        return switch (variant.rule()) {
            case LAST -> last(variant, period, tables);
            case SUM -> sum(variant.frequency(), period, tables);
        };
    }

    /** The window of a formula that has no table. */
    static Window unread(Variant variant, ReferencePeriod period) {
        return of(variant, period, List.of(Set.of()));
    }

    private static Window last(Variant variant, ReferencePeriod period, Collection<Set<ReferencePeriod>> tables) {
        ReferencePeriod wanted = period.ending(variant.frequency());
        for (int lag = 0; lag <= variant.maxLag(); lag++) {
            ReferencePeriod candidate = wanted.shift(-lag);
            if (tables.stream().allMatch(has -> has.contains(candidate))) {
                return new Window(candidate.code(), wanted.code(), List.of(candidate));
            }
        }
        return new Window(wanted.code(), wanted.code(), List.of());
    }

    private static Window sum(Frequency kind, ReferencePeriod period, Collection<Set<ReferencePeriod>> tables) {
        List<ReferencePeriod> inside = new ArrayList<>();
        ReferencePeriod end = period.ending(kind);
        for (ReferencePeriod p = ReferencePeriod.containing(kind, period.firstDay());
                p.compareTo(end) <= 0;
                p = p.shift(1)) {
            inside.add(p);
        }
        boolean complete = tables.stream().allMatch(has -> has.containsAll(inside));
        return new Window(period.id(), period.id(), complete ? inside : List.of());
    }
}
