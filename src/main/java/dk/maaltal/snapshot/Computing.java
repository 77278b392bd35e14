package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A snapshot as of any instant, by today's definitions; nothing is written and nothing is published. */
public final class Computing {
    private final Evaluation evaluation;
    private final Clock clock;

    Computing(Evaluation evaluation, Clock clock) {
        this.evaluation = evaluation;
        this.clock = clock;
    }

    /**
     * The cells that publishing would have given then.
     *
     * @param columns the contract's columns of {@code bi.snapshot_value}, in its order
     * @param rows each as long as {@code columns}, in key order
     */
    public record Cells(List<String> columns, List<List<@Nullable Object>> rows) {
        public Cells {
            columns = List.copyOf(columns);
            rows = java.util.Collections.unmodifiableList(rows);
        }
    }

    /**
     * Computes a period, over or not.
     *
     * @throws ProblemException when the as-of lies after now, or before the period's first day
     */
    public Cells compute(Plan plan, ReferencePeriod period, Instant asOf) {
        LocalDate day = PublicationCalendar.dateOf(asOf);
        if (asOf.isAfter(clock.instant()) || day.isBefore(period.firstDay())) {
            throw new ProblemException(Problem.declaration(
                    plan.id() + "/" + period,
                    "it cannot be computed as of " + asOf,
                    "an instant between the period's first day, %s, and now".formatted(period.firstDay()),
                    "give another --as-of"));
        }
        String id = "%s/%s/computed".formatted(plan.id(), period.id());
        List<List<@Nullable Object>> rows = evaluation.at(asOf).evaluate(plan, period).rows().stream()
                .map(row -> values(id, row))
                .toList();
        return new Cells(
                Stream.concat(Stream.of("snapshot_id"), RowColumns.contractNames().stream())
                        .toList(),
                rows);
    }

    private static List<@Nullable Object> values(String id, Row row) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList((Object) id));
        values.addAll(RowColumns.values(row));
        return values;
    }
}
