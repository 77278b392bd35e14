package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Problems that differ only in where they are, told as one. */
final class Alike {
    private Alike() {}

    private record Kind(Mover mover, String what, String expected, String next) {}

    /**
     * One problem for each kind, in the order of the first of each.
     *
     * @param most how many places are named; the rest are counted
     */
    static List<Problem> merged(Collection<Problem> problems, int most) {
        Map<Kind, Set<String>> places = new LinkedHashMap<>();
        problems.forEach(one -> places.computeIfAbsent(
                        new Kind(one.mover(), one.what(), one.expected(), one.next()), kind -> new LinkedHashSet<>())
                .add(one.where()));
        List<Problem> merged = new ArrayList<>();
        places.forEach((kind, where) -> merged.add(
                new Problem(kind.mover(), kind.what(), named(List.copyOf(where), most), kind.expected(), kind.next())));
        return merged;
    }

    private static String named(List<String> places, int most) {
        return places.size() <= most
                ? String.join("; ", places)
                : "%s and %d more".formatted(String.join("; ", places.subList(0, most)), places.size() - most);
    }
}
