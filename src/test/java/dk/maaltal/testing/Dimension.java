package dk.maaltal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A dimension of a table with its one hierarchy (areas are kept apart, they have several).
 *
 * @param members root first; each knows which leaves it sums
 */
public record Dimension(String id, String name, String hierarchy, List<Member> members, int leaves) {

    /** One entry of a hierarchy. */
    public record Member(String id, String level, String label, List<Integer> leaves) {}

    /** A root and leaves below it, {@code /1/}, {@code /2/} …; the root's label comes first. */
    static Dimension flat(String hierarchy, String name, String root, String... leaves) {
        List<Member> members = new ArrayList<>();
        members.add(root(root, leaves.length));
        for (int i = 0; i < leaves.length; i++) {
            members.add(new Member("/%d/".formatted(i + 1), "l1", leaves[i], List.of(i)));
        }
        return new Dimension(hierarchy, name, hierarchy, List.copyOf(members), leaves.length);
    }

    /** Groups with children; a group with a single child of its own name stands on two levels, as in y01c02. */
    static Dimension nested(String hierarchy, String name, String root, Map<String, List<String>> groups) {
        List<Member> members = new ArrayList<>();
        int total = groups.values().stream().mapToInt(List::size).sum();
        members.add(root(root, total));
        int leaf = 0;
        int g = 0;
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            g++;
            int first = leaf;
            List<Integer> all = IntStream.range(first, first + group.getValue().size())
                    .boxed()
                    .toList();
            members.add(new Member("/%d/".formatted(g), "l1", group.getKey(), all));
            for (String label : group.getValue()) {
                String id = "/%d/%d/".formatted(g, leaf - first + 1);
                members.add(new Member(id, "l2", label, List.of(leaf++)));
            }
        }
        return new Dimension(hierarchy, name, hierarchy, List.copyOf(members), total);
    }

    private static Member root(String label, int leaves) {
        return new Member("/", "l0", label, IntStream.range(0, leaves).boxed().toList());
    }

    Member root() {
        return members.get(0);
    }

    /** The first member with the label. */
    public Member labelled(String label) {
        return members.stream()
                .filter(m -> m.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(hierarchy + " has no " + label));
    }

    Dimension without(String valueId) {
        return new Dimension(
                id,
                name,
                hierarchy,
                members.stream().filter(m -> !m.id().equals(valueId)).toList(),
                leaves);
    }
}
