package dk.maaltal.source.jobindsats;

import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Remembers all rows. */
final class CollectingSink implements RowSink {
    record Row(ReferencePeriod period, Member area, SortedMap<String, String> dimensions, List<String> values) {}

    List<String> measureKeys = List.of();
    final List<Row> rows = new ArrayList<>();

    @Override
    public void start(List<String> keys) {
        measureKeys = keys;
    }

    @Override
    public void row(
            ReferencePeriod period, Member area, SortedMap<String, String> dimensions, @Nullable BigDecimal[] values) {
        rows.add(new Row(
                period,
                area,
                dimensions,
                Arrays.stream(values).map(String::valueOf).toList()));
    }
}
