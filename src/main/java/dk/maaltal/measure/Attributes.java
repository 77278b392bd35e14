package dk.maaltal.measure;

import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Variant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a reader of a cell needs beyond the columns: {@code attributes}. */
final class Attributes {
    /** What a cell would be about, had the source come so far. */
    static final String WANTED = "wanted";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private Attributes() {}

    /** What all areas of an official figure have in common. */
    static SortedMap<String, String> of(Variant variant, Terms terms, Window window) {
        SortedMap<String, String> attributes = new TreeMap<>();
        if (!variant.note().isEmpty()) {
            attributes.put("note", variant.note());
        }
        if (terms.formula() instanceof Formula.Served) {
            attributes.put("formula", "served");
        }
        if (terms.useJobcentres()) {
            attributes.put("areas", "jobcentre");
        }
        if (!terms.leftOut().isEmpty()) {
            attributes.put("left_out", String.join(", ", terms.leftOut()));
        }
        if (window.isOlderThanWanted()) {
            attributes.put(WANTED, window.wanted());
        }
        return attributes;
    }

    /** What a row says, and one thing more. */
    static String with(@Nullable String attributes, String key, String value) {
        SortedMap<String, String> all = attributes == null ? new TreeMap<>() : JSON.readValue(attributes, TEXTS);
        all.put(key, value);
        return JSON.writeValueAsString(all);
    }

    /** A cell's own, as a JSON object with keys sorted; null when there is nothing to say. */
    static @Nullable String json(SortedMap<String, String> shared, Collection<Lineage.Entry> used, Origins origins) {
        SortedMap<String, String> attributes = new TreeMap<>(shared);
        List<String> marks = used.stream()
                .map(entry -> origins.of(entry.deliverySha256()).orElse(""))
                .distinct()
                .toList();
        if (marks.stream().anyMatch(mark -> !mark.isEmpty())) {
            attributes.put("origin", marks.size() == 1 ? marks.get(0) : "mixed");
        }
        return attributes.isEmpty() ? null : JSON.writeValueAsString(attributes);
    }
}
