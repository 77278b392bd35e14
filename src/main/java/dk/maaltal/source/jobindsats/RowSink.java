package dk.maaltal.source.jobindsats;

import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Takes the rows of an answer as they stream by. */
public interface RowSink {
    /**
     * Called once, before any row.
     *
     * @param measureKeys {@link MeasureColumn#key()} of the answer's columns, in their order
     */
    void start(List<String> measureKeys);

    /**
     * One row. The source may send the same row twice.
     *
     * @param dimensions hierarchy id to value id of the other dimensions asked for; the same instance for the same
     *     combination, so that it may be a key by identity
     * @param values parallel to the measure keys, null for the source's null; the array is used again for the next row
     */
    void row(ReferencePeriod period, Member area, SortedMap<String, String> dimensions, @Nullable BigDecimal[] values);
}
