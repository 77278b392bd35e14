package dk.maaltal.staging;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.jobindsats.DataRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts together the parts of a reading that speak of the same periods. A group can then be settled on its own: the
 * country's figure, a duplicate, and what is known of the period all lie within it.
 *
 * @param parts positions in the reading
 * @param stretches the stored periods to compare with, in order; those of all groups cover each kind asked for from
 *     end to end, so that a period that is gone from the source is met too
 */
record PartGroups(List<Integer> parts, List<Stretch> stretches) {
    PartGroups {
        parts = List.copyOf(parts);
        stretches = List.copyOf(stretches);
    }

    /** Period keys from and to, both inclusive. */
    record Stretch(int from, int to) {
        Frequency frequency() {
            return Frequency.values()[from >> 16];
        }
    }

    /** The groups in the order of their first period. */
    static List<PartGroups> of(List<DataRequest> requests) {
        int[] leader = new int[requests.size()];
        Map<Integer, Integer> partOfPeriod = new TreeMap<>();
        for (int part = 0; part < leader.length; part++) {
            leader[part] = part;
            DataRequest request = requests.get(part);
            for (String period : request.periods()) {
                Integer other = partOfPeriod.putIfAbsent(key(period), part);
                if (other != null) {
                    leader[find(leader, part)] = find(leader, other);
                }
            }
        }
        Map<Integer, List<Stretch>> stretches = new HashMap<>();
        List<Map.Entry<Integer, Integer>> periods = new ArrayList<>(partOfPeriod.entrySet());
        for (int i = 0; i < periods.size(); i++) {
            int key = periods.get(i).getKey();
            boolean isFirst = i == 0 || periods.get(i - 1).getKey() >> 16 != key >> 16;
            boolean isLast = i == periods.size() - 1 || periods.get(i + 1).getKey() >> 16 != key >> 16;
            int from = isFirst ? key >> 16 << 16 : periods.get(i - 1).getKey() + 1;
            int to = isLast ? key | 0xFFFF : key;
            int group = find(leader, periods.get(i).getValue());
            add(stretches.computeIfAbsent(group, l -> new ArrayList<>()), from, to);
        }
        Map<Integer, TreeSet<Integer>> members = new HashMap<>();
        for (int part = 0; part < leader.length; part++) {
            members.computeIfAbsent(find(leader, part), l -> new TreeSet<>()).add(part);
        }
        return members.entrySet().stream()
                .map(e -> new PartGroups(List.copyOf(e.getValue()), stretches.getOrDefault(e.getKey(), List.of())))
                .sorted(Comparator.comparing(g -> g.stretches().get(0).from()))
                .toList();
    }

    private static int key(String period) {
        return ReferencePeriod.parse(period).key();
    }

    private static void add(List<Stretch> stretches, int from, int to) {
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && last.to() + 1 == from && last.from() >> 16 == from >> 16) {
            stretches.set(stretches.size() - 1, new Stretch(last.from(), to));
        } else {
            stretches.add(new Stretch(from, to));
        }
    }

    private static int find(int[] leader, int part) {
        int at = part;
        while (leader[at] != at) {
            at = leader[at];
        }
        return at;
    }
}
