package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of the things offered are most like what was wanted. */
final class Nearest {
    private static final int SHOWN = 8;

    private Nearest() {}

    /**
     * At most eight of them, nearest first, and how many more there are.
     *
     * @param wanted an id, a label or a regular expression
     */
    static String of(String wanted, Collection<String> offered) {
        if (offered.isEmpty()) {
            return "nothing";
        }
        Set<String> pairs = pairs(wanted.replaceAll("[\\\\^$.|?*+()\\[\\]{}]+", " "));
        String list = offered.stream()
                .distinct()
                .sorted(Comparator.comparingDouble((String o) -> -likeness(pairs, pairs(o)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .collect(Collectors.joining("; "));
        long more = offered.stream().distinct().count() - SHOWN;
        return more > 0 ? list + "; and %d more".formatted(more) : list;
    }

    /** Dice's coefficient of two sets of letter pairs: 0 to 1. */
    private static double likeness(Set<String> a, Set<String> b) {
        long both = a.stream().filter(b::contains).count();
        return a.isEmpty() && b.isEmpty() ? 0 : 2.0 * both / (a.size() + b.size());
    }

    private static Set<String> pairs(String text) {
        String normal = Labels.normal(text);
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= normal.length(); i++) {
            pairs.add(normal.substring(i, i + 2));
        }
        return pairs;
    }
}
