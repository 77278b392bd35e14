package dk.maaltal.measure;

import dk.maaltal.measure.Account.OfComponent;
import dk.maaltal.measure.Account.OfOfficial;
import dk.maaltal.measure.Account.Term;
import dk.maaltal.measure.Account.WhyPrimary;
import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target;
import dk.maaltal.plan.Variant;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.staging.Known;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Account} of one measure; used once. */
final class Accounting {
    private static final Ratio HUNDREDTH = Ratio.of(new BigDecimal("0.01"));

    private final Plan plan;
    private final Measure measure;
    private final ReferencePeriod period;
    private final Known known;
    private final LocalCounts counts;

    Accounting(Plan plan, Measure measure, ReferencePeriod period, Known known) {
        this.plan = plan;
        this.measure = measure;
        this.period = period;
        this.known = known;
        List<ReferencePeriod> periods = new ArrayList<>(LocalParts.periods(period));
        periods.add(period);
        this.counts = LocalPeriods.counts(plan, List.of(measure), periods, known.registers(), true);
    }

    PlanEvaluation evaluation(Origins origins) {
        return new PlanEvaluation(plan, period, known, counts, origins);
    }

    /** @param maturities of the measure's components; @param differences of those with both bases */
    Account account(Evaluated evaluated, List<Row> published, List<Maturity> maturities, List<Difference> differences) {
        Sides.Computer sides = new Sides.Computer(plan, measure, period, known, counts);
        LocalParts parts =
                new LocalParts(plan, measure, period, known.registers(), counts, evaluated.rows(), published);
        return new Account(
                measure,
                period,
                evaluated.rows(),
                evaluated.lineages(),
                measure.components().stream()
                        .map(component -> of(component, sides.of(component), parts, maturities, differences))
                        .toList());
    }

    private OfComponent of(
            Component component,
            Sides sides,
            LocalParts parts,
            List<Maturity> maturities,
            List<Difference> differences) {
        Side local = sides.local();
        return new OfComponent(
                component,
                why(component, sides),
                distance(component, sides),
                sides.official() == null ? null : official(component, sides.official()),
                local == null ? null : parts.of(component, local.now()),
                maturities.stream()
                        .filter(maturity -> maturity.component().equals(component.name()))
                        .findFirst()
                        .orElse(null),
                differences.stream()
                        .filter(difference -> difference.component().equals(component.name()))
                        .findFirst()
                        .orElse(null));
    }

    private static WhyPrimary why(Component component, Sides sides) {
        Side local = sides.local();
        if (local == null || sides.official() == null) {
            return WhyPrimary.ONLY_ONE;
        }
        return switch (component.primary()) {
            case OFFICIAL, LOCAL -> WhyPrimary.DECLARED;
            case OFFICIAL_IF_OFFERED -> local.primary() ? WhyPrimary.TABLES_NOT_OFFERED : WhyPrimary.TABLES_OFFERED;
            case LOCAL_IF_REGISTERS -> local.primary() ? WhyPrimary.REGISTERS_TAKEN : WhyPrimary.REGISTERS_NOT_TAKEN;
        };
    }

    private @Nullable Distance distance(Component component, Sides sides) {
        Side local = sides.local();
        Side side = local != null && local.primary() ? local : sides.official();
        Target target = component.target();
        if (side == null || target == null) {
            return null;
        }
        Ratio level = side.judge(component, period, plan.area(), sides.benchmark(side))
                .level();
        Figure figure = side.figure(plan.area());
        BigDecimal n = figure.numerator();
        BigDecimal of = figure.denominator();
        if (level == null || n == null) {
            return null;
        }
        if (component.unit() == Unit.PERCENT) {
            return of == null
                    ? null
                    : Distance.of(
                            target.operator(),
                            n,
                            of,
                            BigDecimal.ZERO,
                            level.times(Ratio.of(of)).times(HUNDREDTH));
        }
        Ratio bar = component.unit() == Unit.PER_MONTH ? level.times(Ratio.of(Objects.requireNonNull(of))) : level;
        return Distance.of(target.operator(), n, null, isDifference(component) ? null : BigDecimal.ZERO, bar);
    }

    private static boolean isDifference(Component component) {
        return component.official().stream()
                .flatMap(variant -> variant.formulas().stream())
                .anyMatch(formula ->
                        formula instanceof Formula.Count count && !count.minus().isEmpty());
    }

    private OfOfficial official(Component component, Side side) {
        List<Problem> problems = new ArrayList<>(side.now().missing());
        problems.addAll(side.now().lastKnown());
        Variant variant = side.now().variant();
        Optional<Terms> terms = variant == null
                ? Optional.empty()
                : new OfficialBasis(plan, known, List.of(plan.area(), Area.DK)).terms(variant);
        if (variant == null || terms.isEmpty()) {
            return new OfOfficial(variant, null, null, List.of(), List.of(), problems);
        }
        Window window = Window.of(variant, period, terms.get().tablePeriods());
        return new OfOfficial(
                variant,
                terms.get().formula(),
                window.wanted(),
                window.periods(),
                terms(terms.get(), window, side),
                problems);
    }

    private List<Term> terms(Terms terms, Window window, Side side) {
        Formula formula = terms.formula();
        List<Term> all = new ArrayList<>();
        if (formula instanceof Formula.Share share) {
            add("numerator", share.numerator(), terms, window, side, all);
            add("denominator", share.denominator(), terms, window, side, all);
        } else if (formula instanceof Formula.Count count) {
            add("plus", count.plus(), terms, window, side, all);
            add("minus", count.minus(), terms, window, side, all);
        } else if (formula instanceof Formula.Served served) {
            add("share", List.of(served.share()), terms, window, side, all);
            add("count", List.of(served.count()), terms, window, side, all);
        } else {
            add("plus", formula.terms(), terms, window, side, all);
        }
        return all;
    }

    private void add(
            String role, List<SeriesSelector> selectors, Terms terms, Window window, Side side, List<Term> into) {
        for (SeriesSelector selector : selectors) {
            if (terms.isLeftOut(selector)) {
                continue;
            }
            into.add(new Term(
                    role,
                    Objects.requireNonNullElse(
                            terms.get(selector).tableId(), selector.table().ref()),
                    Objects.requireNonNullElse(
                            terms.get(selector).series(), selector.table().ref()),
                    selector.members().stream()
                            .map(member -> Objects.requireNonNullElse(member.label(), "total"))
                            .collect(Collectors.joining(", ")),
                    sum(selector, terms, window, side, plan.area()),
                    sum(selector, terms, window, side, Area.DK)));
        }
    }

    /** The source's own number; none of a figure that is hidden, for the rest would tell what is. */
    private static @Nullable BigDecimal sum(SeriesSelector selector, Terms terms, Window window, Side side, Area area) {
        if (!side.figure(area).state().hasValue()) {
            return null;
        }
        AreaSums sums = new AreaSums(terms, area.code(), window.periods());
        BigDecimal sum = sums.sum(List.of(selector));
        return sums.worst() == CellState.OK ? sum : null;
    }
}
