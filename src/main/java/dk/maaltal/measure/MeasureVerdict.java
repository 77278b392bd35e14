package dk.maaltal.measure;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** How a measure as a whole stands: met when all its judged components are. */
public final class MeasureVerdict {
    private static final List<Status> WORST_FIRST =
            List.of(Status.NOT_MET, Status.NOT_ASSESSABLE, Status.NOT_DUE, Status.MET);

    private MeasureVerdict() {}

    /**
     * The verdict over one measure's rows of one snapshot; rows that are not judged, and components without a target, do
     * not count.
     *
     * @throws IllegalArgumentException when the rows are of more than one measure
     */
    public static Status of(Collection<Row> rows) {
        if (rows.stream().map(r -> r.key().measureId()).distinct().count() > 1) {
            throw new IllegalArgumentException("a verdict is over one measure");
        }
        List<Status> judged =
                rows.stream().map(Row::status).filter(Objects::nonNull).toList();
        return WORST_FIRST.stream().filter(judged::contains).findFirst().orElse(Status.NO_TARGET);
    }
}
