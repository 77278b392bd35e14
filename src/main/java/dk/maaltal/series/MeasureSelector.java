package dk.maaltal.series;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a plan points at a measure (a column) of a table.
 *
 * @param group id of the measure group; when given it must be there
 * @param id id of the measure; when given it must be there
 * @param labels case-insensitive regular expressions, in order: the first that is found in any measure's label (alone,
 *     its group's, or {@code group: measure}) decides, if it is found in exactly one; may be empty when {@code group} or
 *     {@code id} leaves exactly one
 * @param not case-insensitive regular expressions; a measure in whose label one of them is found (alone, its group's, or
 *     {@code group: measure}) is out before anything else is looked at
 */
public record MeasureSelector(
        @Nullable String group, @Nullable String id, List<String> labels, List<String> not) {
    public MeasureSelector {
        labels = List.copyOf(labels);
        not = List.copyOf(not);
        if (group == null && id == null && labels.isEmpty()) {
            throw new IllegalArgumentException("a measure needs a group, an id or a label");
        }
        labels.forEach(Pattern::compile);
        not.forEach(Pattern::compile);
    }

    /** A measure that no label excludes. */
    public MeasureSelector(@Nullable String group, @Nullable String id, List<String> labels) {
        this(group, id, labels, List.of());
    }
}
