package dk.maaltal.series;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a plan points at a measure (a column) of a table.
 *
 * @param group id of the measure group; when given it must be there
 * @param id id of the measure; when given it must be there
 * @param labels case-insensitive regular expressions, in order: the first that is found in exactly one measure's label
 *     (alone, its group's, or {@code group: measure}) decides; may be empty when {@code group} or {@code id} leaves
 *     exactly one
 */
public record MeasureSelector(
        @Nullable String group, @Nullable String id, List<String> labels) {
    public MeasureSelector {
        labels = List.copyOf(labels);
        if (group == null && id == null && labels.isEmpty()) {
            throw new IllegalArgumentException("a measure needs a group, an id or a label");
        }
        labels.forEach(java.util.regex.Pattern::compile);
    }
}
