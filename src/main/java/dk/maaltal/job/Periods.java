package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Problems that differ only in the period they are of, told as one that names the periods. */
final class Periods {
    private static final int MOST_NAMED = 4;
    private static final String IN = " in ";

    private Periods() {}

    /** The problem, of a period. */
    static Problem of(String period, Problem p) {
        return new Problem(p.mover(), p.what(), p.where() + IN + period, p.expected(), p.next());
    }

    private record Kind(Mover mover, String what, String where, String expected, String next) {}

    /** One problem for each kind, in the order of the first of each; those that are of no period stay. */
    static List<Problem> merged(List<Problem> problems) {
        Map<Kind, Set<String>> periods = new LinkedHashMap<>();
        for (Problem p : problems) {
            int in = p.where().lastIndexOf(IN);
            String where = in < 0 ? p.where() : p.where().substring(0, in);
            Set<String> named = periods.computeIfAbsent(
                    new Kind(p.mover(), p.what(), where, p.expected(), p.next()), kind -> new LinkedHashSet<>());
            if (in >= 0) {
                named.add(p.where().substring(in + IN.length()));
            }
        }
        List<Problem> merged = new ArrayList<>();
        periods.forEach((kind, named) -> merged.add(new Problem(
                kind.mover(), kind.what(), kind.where() + in(List.copyOf(named)), kind.expected(), kind.next())));
        return merged;
    }

    private static String in(List<String> periods) {
        if (periods.isEmpty()) {
            return "";
        }
        int more = periods.size() - MOST_NAMED;
        String first = String.join(", ", periods.subList(0, Math.min(MOST_NAMED, periods.size())));
        return IN + first + (more > 0 ? " and %d more".formatted(more) : "");
    }
}
