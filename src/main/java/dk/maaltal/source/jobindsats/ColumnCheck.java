package dk.maaltal.source.jobindsats;

import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Takes no row, and strikes out the measures that have a column. */
record ColumnCheck(Set<String> lacking) implements RowSink {
    @Override
    public void start(List<String> measureKeys) {
        measureKeys.forEach(lacking::remove);
    }

    @Override
    public void row(
            ReferencePeriod period, Member area, SortedMap<String, String> dimensions, @Nullable BigDecimal[] values) {}
}
