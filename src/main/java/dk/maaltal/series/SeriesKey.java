package dk.maaltal.series;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes observations one series.
 *
 * @param source {@code jobindsats}
 * @param tableId the source's table id, lower case
 * @param measureKey the source's measure ids, {@code mgrpa02_3/meas_3}
 * @param areaCode {@link Area#code()}
 * @param dimensions hierarchy id to value id, only those that were asked for; sorted
 */
public record SeriesKey(
        String source, String tableId, String measureKey, String areaCode, SortedMap<String, String> dimensions) {
    public SeriesKey {
        dimensions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    public static SeriesKey of(
            String source, String tableId, String measureKey, String areaCode, Map<String, String> dimensions) {
        return new SeriesKey(source, tableId, measureKey, areaCode, new TreeMap<>(dimensions));
    }
}
