package dk.maaltal.source.jobindsats;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan's series in the source's own ids, the area left open.
 *
 * @param measureKey {@link MeasureColumn#key()}
 * @param dimensions hierarchy id to value id, without the area; sorted
 */
public record ResolvedSeries(String measureKey, SortedMap<String, String> dimensions) {
    public ResolvedSeries {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }
}
