package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Labels;
import java.util.List;
import java.util.Optional;

/**
 * One way to break a dimension down.
 *
 * @param id the source's id, {@code _nykom}
 * @param name its label
 * @param dimensionId the dimension it belongs to, {@code _omrade}
 * @param dimensionName that dimension's label; what an answer's column is called
 * @param values the members of all its levels in the source's order, each value id once
 */
public record Hierarchy(String id, String name, String dimensionId, String dimensionName, List<Member> values) {
    public Hierarchy {
        values = List.copyOf(values);
    }

    /** The member of a label, without regard to spaces and case; of two with one name the first (the upper level). */
    public Optional<Member> ofLabel(String label) {
        return values.stream().filter(v -> Labels.same(v.label(), label)).findFirst();
    }

    /** The member of a value id. */
    public Optional<Member> ofId(String valueId) {
        return values.stream().filter(v -> v.valueId().equals(valueId)).findFirst();
    }

    /** The total: the root, else the value whose label ends in "i alt", else the whole country. */
    public Optional<Member> total() {
        return ofId(Member.ROOT)
                .or(() -> values.stream()
                        .filter(v -> Labels.normal(v.label()).endsWith("i alt"))
                        .findFirst())
                .or(() -> ofLabel("Hele landet"));
    }
}
