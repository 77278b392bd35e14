package dk.maaltal.job;

import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill is asked for: every quarter, half-year and year that lies within two periods.
 *
 * @param from the period on whose first day it begins
 * @param to the period on whose last day it ends
 * @param measures only periods in which a cell of these changes are published, in the plans' order; empty for all
 */
public record BackfillSpan(ReferencePeriod from, ReferencePeriod to, List<String> measures) {
    private static final List<Frequency> KINDS = List.of(Frequency.Q, Frequency.H, Frequency.Y);

    /** Oldest first by last day; of those that end together the quarter before the half-year before the year. */
    private static final Comparator<ReferencePeriod> ORDER = Comparator.comparing(ReferencePeriod::lastDay)
            .thenComparing(ReferencePeriod::frequency, (a, b) -> Integer.compare(KINDS.indexOf(a), KINDS.indexOf(b)));

    public BackfillSpan {
        measures = List.copyOf(measures);
    }

    /**
     * Reads the words of the command.
     *
     * @param measures ids with commas between, or null for all
     * @param today in Denmark: what is not over cannot be filled
     * @throws ProblemException with everything that is wrong with them
     */
    static BackfillSpan read(String from, String to, @Nullable String measures, Plans plans, LocalDate today) {
        List<Problem> problems = new ArrayList<>();
        Optional<ReferencePeriod> first = period("--from", from, problems);
        Optional<ReferencePeriod> last = period("--to", to, problems);
        List<String> only = measures(measures, plans, problems);
        if (first.isPresent() && last.isPresent()) {
            inOrder(first.get(), last.get(), problems);
        }
        first.ifPresent(period -> over("--from", period, today, problems));
        last.ifPresent(period -> over("--to", period, today, problems));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new BackfillSpan(first.orElseThrow(), last.orElseThrow(), only);
    }

    private static Optional<ReferencePeriod> period(String option, String text, List<Problem> problems) {
        try {
            ReferencePeriod period = ReferencePeriod.parse(text);
            if (KINDS.contains(period.frequency())) {
                return Optional.of(period);
            }
        } catch (IllegalArgumentException e) {
            // said below, with the same next step
        }
        problems.add(Problem.declaration(
                option + " " + text,
                "that is not a period of a snapshot",
                "a quarter (2024Q1), half-year (2024H1) or year (2024)",
                "give one"));
        return Optional.empty();
    }

    private static void inOrder(ReferencePeriod from, ReferencePeriod to, List<Problem> problems) {
        if (from.firstDay().isAfter(to.lastDay())) {
            problems.add(Problem.declaration(
                    "--from %s --to %s".formatted(from, to),
                    "it ends before it begins",
                    "the earlier period first",
                    "write --from %s --to %s".formatted(to, from)));
        } else if (new BackfillSpan(from, to, List.of()).periods().isEmpty()) {
            problems.add(Problem.declaration(
                    "--from %s --to %s".formatted(from, to),
                    "no whole quarter lies between them",
                    "an end after the beginning's own period",
                    "give a later --to"));
        }
    }

    private static void over(String option, ReferencePeriod period, LocalDate today, List<Problem> problems) {
        if (!period.lastDay().isBefore(today)) {
            ReferencePeriod last =
                    ReferencePeriod.containing(period.frequency(), today).shift(-1);
            problems.add(Problem.declaration(
                    option + " " + period,
                    "the period is not over on " + today,
                    "%s or earlier".formatted(last),
                    "fill what is over; the night publishes the rest when its day comes"));
        }
    }

    private static List<String> measures(@Nullable String text, Plans plans, List<Problem> problems) {
        if (text == null) {
            return List.of();
        }
        List<String> known = plans.all().stream()
                .flatMap(plan -> plan.measures().stream())
                .map(Measure::id)
                .distinct()
                .toList();
        Set<String> asked =
                Stream.of(text.split(",", -1)).map(String::strip).collect(Collectors.toCollection(LinkedHashSet::new));
        asked.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> problems.add(Problem.declaration(
                        "--measure " + (id.isEmpty() ? "\"\"" : id),
                        "there is no such measure",
                        String.join(", ", known),
                        "name some of them, with commas between")));
        return known.stream().filter(asked::contains).toList();
    }

    /** Every quarter, half-year and year within, in the order they are worked on. */
    public List<ReferencePeriod> periods() {
        List<ReferencePeriod> periods = new ArrayList<>();
        for (Frequency kind : KINDS) {
            for (ReferencePeriod p = ReferencePeriod.containing(kind, from.firstDay());
                    !p.lastDay().isAfter(to.lastDay());
                    p = p.shift(1)) {
                if (!p.firstDay().isBefore(from.firstDay())) {
                    periods.add(p);
                }
            }
        }
        periods.sort(ORDER);
        return List.copyOf(periods);
    }

    /** Whether a measure was asked for. */
    boolean asksFor(String measureId) {
        return measures.isEmpty() || measures.contains(measureId);
    }

    /** {@code 2021Q1-2024Q4}, {@code 2021-2024/6.1,6.4}; {@link #parse} reads it back. */
    String id() {
        return "%s-%s%s".formatted(from, to, measures.isEmpty() ? "" : "/" + String.join(",", measures));
    }

    static BackfillSpan parse(String id) {
        String[] parts = id.split("[-/]");
        return new BackfillSpan(
                ReferencePeriod.parse(parts[0]),
                ReferencePeriod.parse(parts[1]),
                parts.length < 3 ? List.of() : List.of(parts[2].split(",")));
    }

    @Override
    public String toString() {
        return id();
    }
}
