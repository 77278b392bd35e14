package dk.maaltal.job;

import dk.maaltal.measure.Difference;
import dk.maaltal.measure.Difference.Compared;
import dk.maaltal.measure.Difference.Value;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says where local and official lie further apart than declared, in the versions a run has published: one note for each
 * component, of its newest period, naming the others. An unchanged version was spoken of when it was published.
 */
final class BasisFindings {
    private static final int MOST_NAMED = 8;

    private final Evaluation evaluation;

    BasisFindings(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** @param periods those of which a version was published */
    List<RunEvent> of(Plan plan, List<ReferencePeriod> periods, Instant asOf) {
        if (periods.isEmpty()) {
            return List.of();
        }
        Map<String, List<Compared>> beyond = new LinkedHashMap<>();
        for (Difference difference : evaluation.at(asOf).differences(plan, periods)) {
            if (difference instanceof Compared compared && compared.beyond()) {
                beyond.computeIfAbsent(compared.measureId() + " " + compared.component(), c -> new ArrayList<>())
                        .add(compared);
            }
        }
        return beyond.values().stream()
                .map(BasisFindings::finding)
                .map(RunEvent::note)
                .toList();
    }

    private static Problem finding(List<Compared> all) {
        List<Compared> newestFirst = all.stream()
                .sorted(Comparator.comparing(Compared::period).reversed())
                .toList();
        Compared newest = newestFirst.get(0);
        BigDecimal tolerance = newest.tolerance();
        String tolerated = tolerance == null ? "" : plain(tolerance);
        return new Problem(
                Mover.US,
                "local %s and official %s lie %s apart, %s is tolerated: %s%s"
                        .formatted(
                                text(newest.local()),
                                text(newest.official()),
                                plain(newest.difference().abs()),
                                tolerated,
                                parts(newest),
                                others(newestFirst)),
                "measure %s, %s, %s".formatted(newest.measureId(), newest.component(), newest.period()),
                "at most %s %s apart".formatted(tolerated, unit(newest)),
                "look at %s; maaltal explain %s %s"
                        .formatted(
                                Stream.concat(newest.local().sources().stream(), newest.official().sources().stream())
                                        .collect(Collectors.joining(", ")),
                                newest.measureId(),
                                newest.period()));
    }

    private static String text(Value value) {
        BigDecimal n = value.numerator();
        BigDecimal of = value.denominator();
        return plain(value.value()) + (n == null || of == null ? "" : " (%s of %s)".formatted(plain(n), plain(of)));
    }

    private static String parts(Compared one) {
        if (one.older()) {
            return "all of it timing, for official is still of " + one.officialPeriod();
        }
        return "timing %s, population %s, suppression %s, rest %s"
                .formatted(
                        signed(one.timing()), signed(one.population()), signed(one.suppression()), signed(one.rest()));
    }

    private static String others(List<Compared> newestFirst) {
        if (newestFirst.size() == 1) {
            return "";
        }
        List<Compared> others = newestFirst.subList(1, newestFirst.size());
        String named = others.stream()
                .limit(MOST_NAMED)
                .map(one -> "%s %s".formatted(one.period(), signed(one.difference())))
                .collect(Collectors.joining(", "));
        int more = others.size() - MOST_NAMED;
        return "; and in " + named + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private static String unit(Compared one) {
        return switch (one.unit()) {
            case "percent" -> "percentage points";
            case "per_month" -> "a month";
            default -> one.unit();
        };
    }

    private static String signed(@Nullable BigDecimal number) {
        if (number == null) {
            return "not known";
        }
        return (number.signum() > 0 ? "+" : "") + plain(number);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
