package dk.maaltal.measure;

import dk.maaltal.measure.local.Breakdown;
import dk.maaltal.measure.local.Breakdown.Cell;
import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.plan.Disclosure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which parts of a count that is shown itself are hidden. The parts of n, those of N - n, and those left out for one
 * reason's sake sum to numbers that a reader has or may have. A small part is therefore hidden together with the next
 * smallest, and with those that count nobody: else what is left would tell which of them it is.
 */
final class PartDisclosure {
    /** Of those on support at R: with N they sum to all who are, which another measure may show. */
    private static final Set<String> ON_SUPPORT =
            Set.of("spell_too_young", "spell_broken", "no_open_absence", "no_employer");

    private final Disclosure rule;

    PartDisclosure(Disclosure rule) {
        this.rule = rule;
    }

    /** The keys that are hidden in any of the breakdowns, which are of periods that sum to one another. */
    Set<String> hidden(Collection<Breakdown> breakdowns) {
        Set<String> hidden = new HashSet<>();
        for (Breakdown breakdown : breakdowns) {
            groups(breakdown).forEach(group -> hide(group, hidden));
        }
        return hidden;
    }

    private static Stream<List<Cell>> groups(Breakdown breakdown) {
        Stream<List<Cell>> sums = Stream.of(
                of(breakdown, Place.COUNTED),
                of(breakdown, Place.REST),
                of(breakdown, Place.OUTSIDE).stream()
                        .filter(PartDisclosure::isOnSupport)
                        .toList());
        Stream<List<Cell>> alone = of(breakdown, Place.OUTSIDE).stream()
                .filter(cell -> !isOnSupport(cell))
                .map(List::of);
        return Stream.concat(sums, alone);
    }

    static boolean isOnSupport(Cell cell) {
        return ON_SUPPORT.contains(cell.key());
    }

    private static List<Cell> of(Breakdown breakdown, Place place) {
        return breakdown.cells().stream().filter(cell -> cell.place() == place).toList();
    }

    /**
     * The smallest are hidden, as many as it takes: more than one that counts somebody, nobody small in sum, and not all
     * of them alike. Whether a part is hidden depends on how large it is and not on which it is, so that each of them
     * could be any of the others.
     */
    private void hide(List<Cell> group, Set<String> hidden) {
        if (group.stream().noneMatch(cell -> rule.isSmall(cell.count()))) {
            return;
        }
        List<Long> sizes = group.stream().map(Cell::count).distinct().sorted().toList();
        for (long size : sizes) {
            List<Cell> smallest =
                    group.stream().filter(cell -> cell.count() <= size).toList();
            smallest.forEach(cell -> hidden.add(cell.key()));
            long sum = smallest.stream().mapToLong(Cell::count).sum();
            long some = smallest.stream().filter(cell -> cell.count() > 0).count();
            boolean someAreLarger = sizes.get(0) < size;
            boolean smallAreHidden = !rule.isSmall(size) || sizes.stream().noneMatch(s -> s > size && rule.isSmall(s));
            if (some > 1 && !rule.isSmall(sum) && someAreLarger && smallAreHidden) {
                return;
            }
        }
    }
}
