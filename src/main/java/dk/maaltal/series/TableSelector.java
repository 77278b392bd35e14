package dk.maaltal.series;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a plan points at a table of a source: by id, or by a pattern of its name where no id is certain. With both, the
 * name decides and the id breaks a tie.
 *
 * @param ref the plan's own word for the table, unique in the plan: {@code y60b15}, {@code jobordrer}
 * @param id the source's id, lower case; compared without case
 * @param name case-insensitive regular expression that must be found in the table's name
 * @param ended the last reference period of a table that is no longer updated and is therefore never stale, or null
 */
public record TableSelector(
        String ref,
        @Nullable String id,
        @Nullable String name,
        @Nullable ReferencePeriod ended) {
    public TableSelector {
        if (id == null && name == null) {
            throw new IllegalArgumentException("table %s needs an id or a name pattern".formatted(ref));
        }
        if (name != null) {
            Pattern.compile(name);
        }
    }
}
