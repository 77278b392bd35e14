package dk.maaltal.vintages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What should have been published and what should wait, kept as a clerk would: versions by period, and decisions. The
 * rules are those of the issue; nothing here leans on the product's own guard.
 */
final class PlainBook {
    /** What became of a period in a night. */
    enum Outcome {
        INITIAL,
        PUBLISHED,
        UNCHANGED,
        HELD,
        STILL_WAITS,
        REJECTED_BEFORE
    }

    /** A version; {@code day} is when it was published and {@code asOf} of what day its knowledge is, both with a time. */
    record Version(
            String period, int number, String kind, Map<String, PlainLine> lines, String published, String asOf) {
        String content() {
            return PlainBook.content(lines);
        }
    }

    /** How two versions differ, counted in cells. */
    record Difference(int added, int removed, int changed, int counted, Set<String> flips, boolean definition) {
        /** @param decided the rows in which each cell was last met or not met */
        static Difference between(
                Map<String, PlainLine> base, Map<String, PlainLine> now, Map<String, PlainLine> decided) {
            int added = 0;
            int removed = 0;
            int changed = 0;
            int counted = 0;
            // A measure that comes or goes is one that is computed otherwise.
            boolean definition = !definitions(base).equals(definitions(now));
            Set<String> flips = new TreeSet<>();
            Set<String> keys = new TreeSet<>(base.keySet());
            keys.addAll(now.keySet());
            for (String key : keys) {
                PlainLine before = base.get(key);
                PlainLine after = now.get(key);
                if (before == null) {
                    added++;
                } else if (after == null) {
                    removed++;
                } else if (!before.text().equals(after.text())) {
                    changed++;
                    counted += before.saysItWillChange() || before.says().equals(after.says()) ? 0 : 1;
                }
                PlainLine last = decided.get(key);
                if (last != null && after != null && last.flipsTo(after)) {
                    flips.add(key);
                }
            }
            return new Difference(added, removed, changed, counted + added + removed, flips, definition);
        }

        private static Set<String> definitions(Map<String, PlainLine> lines) {
            return lines.values().stream().map(PlainLine::definition).collect(Collectors.toSet());
        }
    }

    /** A change that waits for a person, or waited. */
    static final class Decision {
        final int night;
        final String period;
        final int base;
        final Map<String, PlainLine> proposed;
        final Difference difference;
        final Set<String> causes;
        final String asOf;
        String state = "waiting";
        /** The product's number, once it has told it. */
        int number;

        Decision(
                int night,
                String period,
                int base,
                Map<String, PlainLine> proposed,
                Difference difference,
                Set<String> causes,
                String asOf) {
            this.night = night;
            this.period = period;
            this.base = base;
            this.proposed = proposed;
            this.difference = difference;
            this.causes = causes;
            this.asOf = asOf;
        }

        /** What kind of change it is, as long as nobody calls it a correction. */
        String kind() {
            return difference.definition ? "definition" : "revision";
        }

        boolean waits() {
            return state.equals("waiting");
        }

        @Override
        public String toString() {
            return "%s/%d %s %s".formatted(period, base, causes, state);
        }
    }

    private final int percent;
    private final Map<String, List<Version>> versions = new TreeMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int night;

    /** @param percent the declared share of a version's cells that may change, 0 to 100 */
    PlainBook(int percent) {
        this.percent = percent;
    }

    static Map<String, PlainLine> byKey(List<PlainLine> lines) {
        Map<String, PlainLine> byKey = new TreeMap<>();
        lines.forEach(line -> byKey.put(line.key(), line));
        return byKey;
    }

    private static String content(Map<String, PlainLine> lines) {
        return lines.values().stream().map(PlainLine::text).collect(Collectors.joining("\n"));
    }

    void nextNight() {
        night++;
    }

    int night() {
        return night;
    }

    /** A night worked out a period that is due. */
    Outcome computed(String period, Map<String, PlainLine> lines, String at) {
        Outcome outcome = judged(period, lines, at);
        outcomes.merge(outcome, 1, Integer::sum);
        return outcome;
    }

    private Outcome judged(String period, Map<String, PlainLine> lines, String at) {
        List<Version> known = versions.computeIfAbsent(period, p -> new ArrayList<>());
        if (known.isEmpty()) {
            known.add(new Version(period, 1, "initial", lines, at, at));
            return Outcome.INITIAL;
        }
        Version base = newest(period);
        if (content(lines).equals(base.content())) {
            waiting(period).forEach(d -> d.state = "withdrawn");
            return Outcome.UNCHANGED;
        }
        Difference difference = Difference.between(base.lines, lines, decided(known));
        Set<String> causes = percent < 0 ? Set.of() : causes(difference, base.lines.size());
        if (causes.isEmpty()) {
            waiting(period).forEach(d -> d.state = "superseded");
            publish(period, lines, difference.definition ? "definition" : "revision", at, at);
            return Outcome.PUBLISHED;
        }
        for (Decision earlier : decisions) {
            boolean same = earlier.period.equals(period)
                    && earlier.base == base.number
                    && content(earlier.proposed).equals(content(lines));
            if (same && earlier.waits()) {
                return Outcome.STILL_WAITS;
            }
            if (same && earlier.state.equals("rejected")) {
                waiting(period).forEach(d -> d.state = "superseded");
                return Outcome.REJECTED_BEFORE;
            }
        }
        waiting(period).forEach(d -> d.state = "superseded");
        decisions.add(new Decision(night, period, base.number, lines, difference, causes, at));
        return Outcome.HELD;
    }

    private static Map<String, PlainLine> decided(List<Version> known) {
        Map<String, PlainLine> decided = new TreeMap<>();
        for (Version version : known) {
            version.lines.values().stream().filter(PlainLine::isDecided).forEach(line -> decided.put(line.key(), line));
        }
        return decided;
    }

    private Set<String> causes(Difference difference, int cells) {
        Set<String> causes = new TreeSet<>();
        if (!difference.flips.isEmpty()) {
            causes.add("flip");
        }
        if (difference.counted * 100L > (long) percent * cells) {
            causes.add("share");
        }
        return causes;
    }

    private void publish(String period, Map<String, PlainLine> lines, String kind, String published, String asOf) {
        List<Version> known = Objects.requireNonNull(versions.get(period));
        known.add(new Version(period, known.size() + 1, kind, lines, published, asOf));
    }

    /** Somebody said yes. */
    void approve(Decision decision, boolean correction, String at) {
        decision.state = "approved";
        String kind = correction && !decision.difference.definition ? "correction" : decision.kind();
        publish(decision.period, decision.proposed, kind, at, decision.asOf);
    }

    /** Somebody said no. */
    void reject(Decision decision) {
        decision.state = "rejected";
    }

    Version newest(String period) {
        List<Version> known = Objects.requireNonNull(versions.get(period));
        return known.get(known.size() - 1);
    }

    Version version(String period, int number) {
        return Objects.requireNonNull(versions.get(period)).get(number - 1);
    }

    /** What was the newest version at an instant, or null when there was none. */
    @Nullable
    Version newestAt(String period, String instant) {
        Version newest = null;
        for (Version version : versions.getOrDefault(period, List.of())) {
            newest = version.published.compareTo(instant) <= 0 ? version : newest;
        }
        return newest;
    }

    List<Decision> waiting() {
        return decisions.stream().filter(Decision::waits).toList();
    }

    private List<Decision> waiting(String period) {
        return waiting().stream().filter(d -> d.period.equals(period)).toList();
    }

    List<Decision> decisions() {
        return decisions;
    }

    Map<String, List<Version>> versions() {
        return versions;
    }

    List<Version> all() {
        return versions.values().stream().flatMap(List::stream).toList();
    }

    /** What happened at least once, to see that a story has everything in it. */
    Set<String> happened() {
        Set<String> all = new TreeSet<>();
        outcomes.keySet().forEach(outcome -> all.add(outcome.name()));
        decisions.forEach(d -> all.add(d.state));
        decisions.forEach(d -> all.add(String.join("+", d.causes)));
        all().forEach(version -> all.add(version.kind));
        return all;
    }
}
