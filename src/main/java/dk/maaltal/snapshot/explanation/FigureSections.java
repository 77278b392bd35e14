package dk.maaltal.snapshot.explanation;

import static dk.maaltal.snapshot.explanation.Section.row;

import dk.maaltal.measure.Account.OfComponent;
import dk.maaltal.measure.Account.OfLocal;
import dk.maaltal.measure.Account.OfOfficial;
import dk.maaltal.measure.Account.Silence;
import dk.maaltal.measure.Account.WhyPrimary;
import dk.maaltal.measure.Basis;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Variant;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A component's figures: what they are, how they are defined, and what they were counted from. */
final class FigureSections {
    private FigureSections() {}

    /** @param rows the component's, of the plan's own area and the whole country */
    static Section figures(List<Row> rows) {
        return new Section.Writer("figures", "Figures")
                .listing(
                        "cells",
                        "Cells",
                        List.of(
                                "basis",
                                "is_primary",
                                "area_code",
                                "reference_period",
                                "value",
                                "numerator",
                                "denominator",
                                "unit",
                                "state",
                                "provisional",
                                "previous_value",
                                "benchmark_value",
                                "twin_difference",
                                "source_updated_on",
                                "attributes"),
                        rows.stream()
                                .map(r -> row(
                                        r.key().basis().text(),
                                        r.primary(),
                                        r.key().areaCode(),
                                        r.referencePeriod(),
                                        r.value(),
                                        r.numerator(),
                                        r.denominator(),
                                        r.unit(),
                                        r.state().name(),
                                        r.provisional(),
                                        r.previousValue(),
                                        r.benchmarkValue(),
                                        r.twinDifference(),
                                        r.sourceUpdatedOn(),
                                        r.attributes()))
                                .toList())
                .done();
    }

    static Section basis(OfComponent component, @Nullable Row judged) {
        String chosen = judged == null ? null : judged.key().basis().text();
        return new Section.Writer("basis", "Basis that is judged")
                .fact("chosen", "Chosen", chosen)
                .fact("why", "Why", why(component.primary()))
                .done();
    }

    private static String why(WhyPrimary why) {
        return switch (why) {
            case ONLY_ONE -> "the plan declares no other";
            case DECLARED -> "the plan declares it";
            case TABLES_OFFERED -> "official where the source's catalogue has the tables, and it has";
            case TABLES_NOT_OFFERED ->
                "official where the source's catalogue has the tables, and it has not; so from registers";
            case REGISTERS_TAKEN -> "local where every register it needs was ever taken, and they were";
            case REGISTERS_NOT_TAKEN ->
                "local where every register it needs was ever taken, and they were not; so from the source's tables";
        };
    }

    static Section official(OfOfficial official) {
        Section.Writer section = new Section.Writer("official", "Official figure (Jobindsats)");
        Variant variant = official.variant();
        if (official.formula() != null) {
            RuleWords.Words words = RuleWords.of(official.formula());
            section.fact("numerator", "n", words.numerator())
                    .fact("denominator", "N", words.denominator().isEmpty() ? null : words.denominator());
        } else {
            section.fact("numerator", "n", null).fact("denominator", "N", null);
        }
        section.fact("rule", "Which of the source's periods", variant == null ? null : rule(variant));
        section.fact("wanted", "Reference period wanted", official.wanted());
        section.fact("used", "Used", used(official));
        section.fact("why_used", "Why", variant == null ? null : whyUsed(official, variant));
        section.listing(
                "series",
                "Series added and divided (empty where the figure is hidden or has no value)",
                List.of("role", "table", "members", "own", "country", "series"),
                official.terms().stream()
                        .map(term -> row(
                                term.role(), term.table(), term.members(), term.own(), term.country(), term.series()))
                        .toList());
        return section.done();
    }

    private static String rule(Variant variant) {
        String kind = "kind " + variant.frequency();
        String rule = variant.rule() == Variant.Rule.SUM
                ? "the sum of all inside the period, " + kind
                : "the last one inside the period, %s; at most %d older".formatted(kind, variant.maxLag());
        return variant.until() == null ? rule : rule + "; this definition holds until " + variant.until();
    }

    private static @Nullable String used(OfOfficial official) {
        List<String> read = official.read().stream().map(ReferencePeriod::code).toList();
        if (read.isEmpty()) {
            return null;
        }
        return read.size() == 1 ? read.get(0) : "%s to %s, summed".formatted(read.get(0), read.get(read.size() - 1));
    }

    private static String whyUsed(OfOfficial official, Variant variant) {
        if (official.read().isEmpty()) {
            return "the source has not come to it";
        }
        if (variant.rule() == Variant.Rule.SUM) {
            return "all of them are out";
        }
        int lag = ReferencePeriod.parse(Objects.requireNonNull(official.wanted()))
                .minus(official.read().get(0));
        return lag == 0 ? "the wanted one is out" : "the wanted one is not out; %d older stands in".formatted(lag);
    }

    static Section local(Component component, OfLocal local, ReferencePeriod period) {
        LocalBasis basis = Objects.requireNonNull(component.local());
        LocalRule rule = basis.rule();
        RuleWords.Words words = RuleWords.of(rule, component.unit());
        return new Section.Writer("local", "Local figure (registers)")
                .fact("numerator", "n", words.numerator())
                .fact("denominator", "N", words.denominator().isEmpty() ? null : words.denominator())
                .fact(
                        "disclosure",
                        "Small numbers are hidden by",
                        basis.disclosure().text())
                .fact(
                        "maturity",
                        "Ripe after",
                        basis.maturity() == null ? null : basis.maturity().toString())
                .listing(
                        "windows",
                        "Days looked at, inclusive",
                        List.of("window", "first", "last"),
                        Windows.of(rule, period))
                .listing(
                        "registers",
                        "Registers as they were known",
                        List.of("register", "extract_date", "first_day"),
                        local.extracts().stream()
                                .map(extract -> row(extract.register(), extract.shown(), extract.from()))
                                .toList())
                .listing(
                        "counts",
                        "The count, by its parts",
                        PARTS,
                        parts(local, rule, Set.of(Place.COUNTED, Place.REST)))
                .listing("left_out", "Left out of it", PARTS, parts(local, rule, Set.of(Place.OUTSIDE)))
                .fact("not_told", "Not told", notTold(local))
                .done();
    }

    private static final List<String> PARTS = List.of("key", "what", "part_of", "count", "hidden");

    private static List<List<@Nullable Object>> parts(OfLocal local, LocalRule rule, Set<Place> places) {
        return local.parts().stream()
                .filter(part -> places.contains(part.place()))
                .map(part -> row(
                        part.key(),
                        PartWords.of(part.key(), rule),
                        PartWords.of(part.place()),
                        part.count(),
                        part.count() == null))
                .toList();
    }

    private static @Nullable String notTold(OfLocal local) {
        if (local.silence() == Silence.HIDDEN) {
            return "the figure is hidden, and so is what it is made of";
        }
        if (local.silence() == Silence.DIFFERS) {
            return "computed anew the figure is another one: see 'recomputed'";
        }
        return local.parts().stream().anyMatch(part -> part.count() == null)
                ? "small numbers, and what would give them away, are hidden"
                : null;
    }

    /** Why there is no value, or not the one wanted, of each basis, and what to do. */
    static Section missing(OfComponent component, List<Row> own) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row cell : own) {
            String next = ReasonWords.next(cell.state());
            if (!next.isEmpty() || !cell.state().hasValue()) {
                rows.add(row(cell.key().basis().text(), cell.state().name(), ReasonWords.of(cell.state()), next));
            }
        }
        official(component).forEach(problem -> rows.add(problem(Basis.OFFICIAL, problem)));
        local(component).forEach(problem -> rows.add(problem(Basis.LOCAL, problem)));
        return new Section.Writer("missing", "What is missing")
                .listing("all", "By basis", List.of("basis", "state", "what", "next"), rows)
                .done();
    }

    private static Stream<Problem> official(OfComponent component) {
        return component.official() == null ? Stream.of() : component.official().problems().stream();
    }

    private static Stream<Problem> local(OfComponent component) {
        return component.local() == null ? Stream.of() : component.local().problems().stream();
    }

    private static List<@Nullable Object> problem(Basis basis, Problem problem) {
        String what = problem.where().isEmpty() ? problem.what() : problem.where() + ": " + problem.what();
        return row(basis.text(), null, what, problem.next());
    }

    /** The whole period and its neighbours. */
    static Section period(ReferencePeriod period) {
        ReferencePeriod before = period.yearBefore();
        LocalDate last = period.lastDay();
        return new Section.Writer("period", "Period")
                .fact("id", "Period", period.id())
                .fact("first_day", "First day", period.firstDay())
                .fact("last_day", "Last day (R)", last)
                .fact("last_year", "Same period last year", before.id())
                .fact("last_year_first_day", "Its first day", before.firstDay())
                .fact("last_year_last_day", "Its last day", before.lastDay())
                .done();
    }
}
