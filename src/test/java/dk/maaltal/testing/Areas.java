package dk.maaltal.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The area hierarchies of a table. Value ids are small path numbers that differ from table to table. */
final class Areas {
    /** The place of those whose municipality is not known, after the 98. */
    static final int UNKNOWN = Municipality.ALL.size();

    static final String COUNTRY = "Hele landet";

    /** @param places places in {@link Municipality#ALL}, or {@link #UNKNOWN} */
    record Area(String id, String level, String label, List<Integer> places) {}

    record Hierarchy(String id, String name, List<Area> values) {}

    private static final Map<String, String> TWO_IN_ONE = Map.of(
            "Ishøj",
            "Ishøj-Vallensbæk",
            "Vallensbæk",
            "Ishøj-Vallensbæk",
            "Dragør",
            "Tårnby",
            "Fanø",
            "Esbjerg",
            "Læsø",
            "Frederikshavn");

    private Areas() {}

    static List<Hierarchy> of(TableShape table, long seed) {
        List<Hierarchy> all = new ArrayList<>();
        if (table.jobcentres) {
            all.add(new Hierarchy("_jobcent", "Jobcentre", jobcentres(table, seed)));
            all.add(new Hierarchy("_rar", "RAR-områder", regions("RAR ")));
        } else {
            all.add(new Hierarchy("_nykom", "Kommuner", municipalities(table, seed)));
            all.add(new Hierarchy("_region", "Regioner", regions("")));
        }
        if (table.id.hashCode() % 2 == 0 || table.jobcentres) {
            all.add(new Hierarchy("_hele_landet", COUNTRY, List.of(country())));
        }
        return all;
    }

    private static Area country() {
        return new Area(
                "/", "l0", COUNTRY, IntStream.rangeClosed(0, UNKNOWN).boxed().toList());
    }

    private static List<Area> municipalities(TableShape table, long seed) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < UNKNOWN; i++) {
            if (table.places.isEmpty() || table.places.contains(i)) {
                places.put(Municipality.ALL.get(i).name(), List.of(i));
            }
        }
        return numbered(places, table, seed);
    }

    private static List<Area> jobcentres(TableShape table, long seed) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < UNKNOWN; i++) {
            String name = Municipality.ALL.get(i).name();
            if (!table.places.isEmpty() && !table.places.contains(i)) {
                continue;
            }
            places.computeIfAbsent("Jobcenter " + TWO_IN_ONE.getOrDefault(name, name), k -> new ArrayList<>())
                    .add(i);
        }
        return numbered(places, table, seed);
    }

    private static List<Area> numbered(Map<String, List<Integer>> places, TableShape table, long seed) {
        List<Area> values = new ArrayList<>(List.of(country()));
        List<String> labels = new ArrayList<>(places.keySet());
        labels.sort(Comparator.comparing(l -> Dice.mix(seed, Dice.mix(table.id), Dice.mix(l))));
        for (int i = 0; i < labels.size(); i++) {
            values.add(new Area(
                    "/%d/".formatted(i + 2), "nykom", labels.get(i), places.getOrDefault(labels.get(i), List.of())));
        }
        values.add(new Area("/%d/".formatted(labels.size() + 5), "nykom", "Uoplyst område", List.of(UNKNOWN)));
        return values;
    }

    private static List<Area> regions(String prefix) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < UNKNOWN; i++) {
            places.computeIfAbsent(prefix + Municipality.ALL.get(i).region(), k -> new ArrayList<>())
                    .add(i);
        }
        List<Area> values = new ArrayList<>(List.of(country()));
        places.forEach((label, at) -> values.add(new Area("/%d/".formatted(values.size()), "region", label, at)));
        return values;
    }
}
