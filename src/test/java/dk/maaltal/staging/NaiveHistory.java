package dk.maaltal.staging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What staging must come to, worked out the slow way: whole vintages laid beside each other in memory. */
final class NaiveHistory {
    private final Map<String, List<Spell>> history = new TreeMap<>();
    private TreeSet<String> areas = new TreeSet<>();
    private Set<FakeTable.Place> places = Set.of();

    /** One value of one cell, and when it was known. */
    record Spell(String said, Instant from, @Nullable Instant to) {}

    /** Takes the table unless it has shrunk; says which. */
    boolean take(FakeTable table, Instant at) {
        TreeSet<String> seen =
                table.rows.keySet().stream().map(FakeTable.Place::area).collect(Collectors.toCollection(TreeSet::new));
        if (!seen.containsAll(areas) || table.rows.size() < 0.98 * places.size() - 1e-9 || lostOldRows(table)) {
            return false;
        }
        areas = seen;
        places = Set.copyOf(table.rows.keySet());
        Map<String, String> said = new TreeMap<>();
        table.rows.forEach((place, values) -> {
            for (int i = 0; i < values.length; i++) {
                said.put(key(place, table.measures.get(i)), said(table, place, i));
            }
        });
        said.forEach((key, what) -> {
            List<Spell> spells = history.computeIfAbsent(key, k -> new ArrayList<>());
            Spell last = spells.isEmpty() ? null : spells.get(spells.size() - 1);
            if (last != null && last.to() == null && last.said().equals(what)) {
                return;
            }
            end(spells, at);
            spells.add(new Spell(what, at, null));
        });
        history.forEach((key, spells) -> {
            if (!said.containsKey(key)) {
                end(spells, at);
            }
        });
        return true;
    }

    /** Of the periods that were there, the oldest that are gone apart. */
    private boolean lostOldRows(FakeTable table) {
        Set<String> was = places.stream().map(NaiveHistory::group).collect(Collectors.toSet());
        long then = places.stream()
                .filter(old -> table.rows.keySet().stream().noneMatch(row -> Objects.equals(row.member(), old.member()))
                        || table.rows.keySet().stream()
                                .anyMatch(row -> Objects.equals(row.member(), old.member())
                                        && row.period().compareTo(old.period()) <= 0))
                .count();
        long now = table.rows.keySet().stream()
                .filter(row -> was.contains(group(row)))
                .count();
        return now < 0.98 * then - 1e-9;
    }

    private static String group(FakeTable.Place place) {
        return place.period().code() + place.member();
    }

    private static void end(List<Spell> spells, Instant at) {
        if (!spells.isEmpty() && spells.get(spells.size() - 1).to() == null) {
            Spell last = spells.remove(spells.size() - 1);
            spells.add(new Spell(last.said(), last.from(), at));
        }
    }

    static String key(FakeTable.Place place, String measure) {
        return "%s %s %s %s"
                .formatted(
                        measure,
                        place.member(),
                        place.period().code(),
                        Workbench.AREAS.ofLabel(place.area()).orElseThrow().code());
    }

    private static String said(FakeTable table, FakeTable.Place place, int measure) {
        Number value = java.util.Objects.requireNonNull(table.rows.get(place))[measure];
        if (value != null) {
            return number(new BigDecimal(value.toString())) + " OK";
        }
        Number[] country = table.rows.get(new FakeTable.Place(place.period(), "Hele landet", place.member()));
        return country != null && country[measure] == null ? "- IMMATURE" : "- SUPPRESSED";
    }

    static String number(@Nullable BigDecimal value) {
        return value == null ? "-" : value.stripTrailingZeros().toPlainString();
    }

    /** Key and value of everything known at an instant. */
    Map<String, String> at(Instant asOf) {
        Map<String, String> known = new TreeMap<>();
        history.forEach((key, spells) -> spells.stream()
                .filter(spell -> !spell.from().isAfter(asOf))
                .filter(spell -> spell.to() == null || spell.to().isAfter(asOf))
                .forEach(spell -> known.put(key, spell.said())));
        return known;
    }

    /** Every spell as a line. */
    List<String> all() {
        List<String> lines = new ArrayList<>();
        history.forEach((key, spells) ->
                spells.forEach(s -> lines.add("%s %s %s %s".formatted(key, s.said(), s.from(), s.to()))));
        lines.sort(null);
        return lines;
    }
}
