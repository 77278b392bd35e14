package dk.maaltal.measure;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * All cells of one period of one plan, as known at an as-of.
 *
 * @param period the quarter, half-year or year
 * @param asOf whose knowledge it is
 * @param takenBy until when register generations were taken: later ones were not seen, whatever their extract date
 * @param journalLines how many lines of the journal stood in the database
 * @param rows sorted by key; keys are unique
 * @param lineages every lineage the rows name, by id
 * @param gaps components without a source or with last known figures, in the plan's order
 */
public record Evaluated(
        ReferencePeriod period,
        Instant asOf,
        Instant takenBy,
        long journalLines,
        List<Row> rows,
        Map<String, Lineage> lineages,
        List<Gap> gaps) {
    public Evaluated {
        rows = List.copyOf(rows);
        lineages = Map.copyOf(lineages);
        gaps = List.copyOf(gaps);
    }

    /** The same, with the days from which some cells can be judged. */
    Evaluated judgedFrom(Map<RowKey, LocalDate> days) {
        if (days.isEmpty()) {
            return this;
        }
        List<Row> marked = rows.stream()
                .map(row -> {
                    LocalDate day = days.get(row.key());
                    return day == null ? row : row.judgedFrom(day);
                })
                .toList();
        return new Evaluated(period, asOf, takenBy, journalLines, marked, lineages, gaps);
    }
}
