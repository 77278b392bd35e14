package dk.maaltal.report;

import dk.maaltal.snapshot.explanation.Explanation;
import dk.maaltal.snapshot.explanation.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An explanation as JSON objects: sections by key, tables as arrays of objects (docs/reference/explain.md). */
public final class ExplanationJson {
    private ExplanationJson() {}

    public static Map<String, @Nullable Object> of(Explanation explanation) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        explanation.head().forEach(section -> all.put(section.key(), entries(section)));
        List<Map<String, @Nullable Object>> components = new ArrayList<>();
        for (Explanation.OfComponent component : explanation.components()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("component", component.name());
            component.sections().forEach(section -> one.put(section.key(), entries(section)));
            components.add(one);
        }
        all.put("components", components);
        explanation.foot().forEach(section -> all.put(section.key(), entries(section)));
        return all;
    }

    private static Map<String, @Nullable Object> entries(Section section) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Section.Entry entry : section.entries()) {
            if (entry instanceof Section.Fact fact) {
                entries.put(fact.key(), fact.value());
            } else if (entry instanceof Section.Listing listing) {
                entries.put(listing.key(), new Grid(listing.columns(), listing.rows()).asMaps());
            }
        }
        return entries;
    }
}
