package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Variant;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.staging.Known;
import dk.maaltal.staging.SeriesKnown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Computes figures from Jobindsats, by the plan's formulas. Used for one measure: it keeps the series it has read. */
final class OfficialBasis {
    private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    private final Plan plan;
    private final Known known;
    private final Map<SeriesSelector, SeriesKnown> series = new HashMap<>();

    OfficialBasis(Plan plan, Known known) {
        this.plan = plan;
        this.known = known;
    }

    /** The variant that covers the period: the first whose end is not before the period's last day. */
    static Optional<Variant> variantOf(Component component, ReferencePeriod period) {
        return component.official().stream()
                .filter(v -> v.until() == null || !v.until().isBefore(period.lastDay()))
                .findFirst();
    }

    Figures figures(Component component, ReferencePeriod period) {
        Optional<Variant> variant = variantOf(component, period);
        if (variant.isEmpty()) {
            return undeclared(component, period);
        }
        List<Terms> alternatives = variant.get().formulas().stream()
                .map(formula -> new Terms(formula, this::read))
                .toList();
        Optional<Terms> terms = alternatives.stream().filter(Terms::resolve).findFirst();
        if (terms.isEmpty()) {
            List<Problem> problems = alternatives.stream()
                    .findFirst()
                    .map(Terms::problems)
                    .orElseGet(
                            () -> List.of(Problem.declaration(component.name(), "the variant has no formula", "", "")));
            return nothing(variant.get(), period, problems);
        }
        return figures(variant.get(), terms.get(), period);
    }

    private SeriesKnown read(SeriesSelector selector) {
        return series.computeIfAbsent(selector, known::series);
    }

    private static Figures undeclared(Component component, ReferencePeriod period) {
        Problem problem = Problem.declaration(
                "component " + component.name(),
                "no official variant covers " + period.lastDay(),
                "the last variant without 'until'",
                "extend the measure's file");
        return new Figures(null, period.id(), Map.of(), new TreeMap<>(), null, List.of(problem), List.of());
    }

    private static Figures nothing(Variant variant, ReferencePeriod period, List<Problem> problems) {
        return new Figures(
                variant, Window.unread(variant, period).label(), Map.of(), new TreeMap<>(), null, problems, List.of());
    }

    private Figures figures(Variant variant, Terms terms, ReferencePeriod period) {
        Window window = Window.of(variant, period, terms.tablePeriods());
        if (terms.formula() instanceof Formula.Served && window.periods().size() > 1) {
            return nothing(
                    variant,
                    period,
                    List.of(Problem.declaration(
                            "period " + period, "a served percentage cannot be summed over months", "rule LAST", "")));
        }
        LocalDate today = LocalDate.ofInstant(known.asOf(), ZONE);
        List<Problem> stale = terms.stale(today, plan.staleAfter());
        Map<String, Figure> byArea = new HashMap<>();
        for (Area area : plan.areas().all()) {
            if (terms.have(area.code())) {
                Figure figure = figure(terms, window, area.code(), period);
                boolean lastKnown = figure.state().hasValue() && !stale.isEmpty();
                byArea.put(area.code(), lastKnown ? figure.in(CellState.STALE) : figure);
            }
        }
        return new Figures(
                variant,
                window.label(),
                byArea,
                attributes(variant, terms, window),
                terms.updatedOn(),
                byArea.containsKey(plan.area().code()) ? List.of() : List.of(areaMissing(terms)),
                stale);
    }

    private Problem areaMissing(Terms terms) {
        return Problem.upstream(
                "table " + terms.formula().terms().get(0).table().ref(),
                "it has no figures of " + plan.area().name(),
                "the municipality or its jobcentre among the table's areas",
                "compare the labels of the table's area hierarchy with the plan's");
    }

    private static SortedMap<String, String> attributes(Variant variant, Terms terms, Window window) {
        SortedMap<String, String> attributes = new TreeMap<>();
        if (!variant.note().isEmpty()) {
            attributes.put("note", variant.note());
        }
        if (terms.formula() instanceof Formula.Served) {
            attributes.put("formula", "served");
        }
        if (terms.useJobcentres()) {
            attributes.put("areas", "jobcentre");
        }
        if (!terms.leftOut().isEmpty()) {
            attributes.put("left_out", String.join(", ", terms.leftOut()));
        }
        if (window.isOlderThanWanted()) {
            attributes.put("wanted", window.wanted());
        }
        return attributes;
    }

    private static Figure figure(Terms terms, Window window, String areaCode, ReferencePeriod period) {
        if (!window.isPublished()) {
            return Figure.without(CellState.NOT_PUBLISHED, new AreaSums(terms, areaCode, List.of()).used());
        }
        CellState good = window.isOlderThanWanted() ? CellState.PRELIMINARY : CellState.OK;
        AreaSums sums = new AreaSums(terms, areaCode, window.periods());
        Formula formula = terms.formula();
        if (formula instanceof Formula.Count count) {
            return count(count, sums, good);
        }
        if (formula instanceof Formula.Share share) {
            return share(share, sums, good);
        }
        if (formula instanceof Formula.Served served) {
            return served(served, sums, good);
        }
        return perMonth((Formula.PerMonth) formula, sums, good, period.months().size());
    }

    private static Figure count(Formula.Count formula, AreaSums sums, CellState good) {
        BigDecimal count = sums.sum(formula.plus()).subtract(sums.sum(formula.minus()));
        return sums.worst() == CellState.OK
                ? new Figure(good, Ratio.of(count), count, null, sums.used())
                : Figure.without(sums.worst(), sums.used());
    }

    private static Figure share(Formula.Share formula, AreaSums sums, CellState good) {
        BigDecimal n = sums.sum(formula.numerator());
        BigDecimal of = sums.sum(formula.denominator());
        if (sums.worst() != CellState.OK) {
            return Figure.without(sums.worst(), sums.used());
        }
        return of.signum() > 0
                ? new Figure(good, Ratio.percent(n, of), n, of, sums.used())
                : Figure.without(CellState.NO_POPULATION, sums.used());
    }

    /** The count is read for its state alone: a share whose own count is hidden is shown, and not to be trusted. */
    private static Figure served(Formula.Served formula, AreaSums sums, CellState good) {
        BigDecimal percent = sums.sum(List.of(formula.share()));
        sums.sum(List.of(formula.count()));
        return sums.worst() == CellState.OK
                ? new Figure(good, Ratio.of(percent), null, null, sums.used())
                : Figure.without(sums.worst(), sums.used());
    }

    private static Figure perMonth(Formula.PerMonth formula, AreaSums sums, CellState good, int months) {
        BigDecimal count = sums.sum(formula.count());
        return sums.worst() == CellState.OK
                ? new Figure(good, Ratio.of(count).dividedBy(months), count, BigDecimal.valueOf(months), sums.used())
                : Figure.without(sums.worst(), sums.used());
    }
}
