package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Hindsight;
import dk.maaltal.staging.Known;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the two bases of the plan's own figures. The registers are folded once as they are now, and once for each day
 * on which a source made its figures. Used once.
 */
final class Comparison {
    private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
    private static final Figure NONE = Figure.without(CellState.SOURCE_MISSING, Set.of());

    private final Plan plan;
    private final Hindsight hindsight;
    private final Instant asOf;
    private final OfficialBasis official;

    Comparison(Plan plan, Hindsight hindsight, Instant asOf) {
        this.plan = plan;
        this.hindsight = hindsight;
        this.asOf = asOf;
        this.official = new OfficialBasis(plan, hindsight.at(asOf), List.of(plan.area()));
    }

    /** One component of one period. */
    private record Pair(Measure measure, Component component, ReferencePeriod period) {}

    /** Every component with both bases, in the order of the periods and the plan. */
    List<Difference> differences(Collection<ReferencePeriod> periods) {
        List<Pair> pairs = new ArrayList<>();
        for (ReferencePeriod period : periods) {
            for (Measure measure : plan.measures()) {
                if (measure.existsFor(period)) {
                    measure.components().stream()
                            .filter(component -> component.hasOfficial() && component.local() != null)
                            .forEach(component -> pairs.add(new Pair(measure, component, period)));
                }
            }
        }
        Map<Pair, Figures> officials = new HashMap<>();
        pairs.forEach(pair -> officials.put(pair, official.figures(pair.component(), pair.period())));
        Map<Pair, Figure> now = local(pairs, hindsight.at(asOf));
        Map<Pair, Figure> then = then(pairs, officials, now);
        return pairs.stream()
                .map(pair -> difference(
                        pair,
                        Objects.requireNonNull(officials.get(pair)),
                        Objects.requireNonNull(now.get(pair)),
                        then.getOrDefault(pair, NONE)))
                .toList();
    }

    /** Local figures over the extracts that were there on the day official was made. */
    private Map<Pair, Figure> then(List<Pair> pairs, Map<Pair, Figures> officials, Map<Pair, Figure> now) {
        Map<LocalDate, List<Pair>> byDay = new TreeMap<>();
        for (Pair pair : pairs) {
            Figures figures = Objects.requireNonNull(officials.get(pair));
            LocalDate day = figures.sourceUpdatedOn();
            boolean both = own(figures).value() != null
                    && Objects.requireNonNull(now.get(pair)).value() != null;
            if (day != null && both && !isOlder(figures)) {
                byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(pair);
            }
        }
        Map<Pair, Figure> then = new HashMap<>();
        byDay.forEach((day, theirs) -> then.putAll(local(theirs, hindsight.at(endOf(day)))));
        return then;
    }

    private Instant endOf(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant().minusNanos(1000);
        return end.isBefore(asOf) ? end : asOf;
    }

    private Map<Pair, Figure> local(List<Pair> pairs, Known known) {
        List<LocalBasis> bases = pairs.stream()
                .flatMap(pair -> pair.measure().components().stream())
                .map(Component::local)
                .filter(Objects::nonNull)
                .toList();
        TreeSet<ReferencePeriod> periods = new TreeSet<>();
        pairs.forEach(pair -> periods.add(pair.period()));
        LocalCounts counts =
                new LocalCounts(known.registers(), bases, periods, plan.area().code());
        Map<Pair, Figure> figures = new HashMap<>();
        pairs.forEach(pair -> figures.put(
                pair, new RegisterBasis(plan, pair.measure(), known, counts).figure(pair.component(), pair.period())));
        return figures;
    }

    private Difference difference(Pair pair, Figures theirs, Figure local, Figure then) {
        Figure other = own(theirs);
        if (local.value() == null || other.value() == null) {
            return new Difference.NotCompared(
                    pair.measure().id(), pair.component().name(), pair.period(), why(local, other));
        }
        Component component = pair.component();
        boolean older = isOlder(theirs);
        Split split = Split.of(local, other, older, then, component.unit() == Unit.PERCENT);
        BigDecimal tolerance = component.tolerance();
        RegisterReach reach = new RegisterReach(
                Objects.requireNonNull(component.local()), hindsight.at(asOf).registers());
        return new Difference.Compared(
                pair.measure().id(),
                component.name(),
                pair.period(),
                component.unit().text(),
                value(local, reach.extracts()),
                value(other, tables(theirs)),
                theirs.referencePeriod(),
                split.difference().rounded(),
                older,
                Ratio.rounded(split.timing()),
                Ratio.rounded(split.population()),
                split.suppression().rounded(),
                split.rest().rounded(),
                tolerance,
                tolerance != null && split.difference().abs().compare(Ratio.of(tolerance)) > 0);
    }

    private static Difference.Value value(Figure figure, List<String> sources) {
        return new Difference.Value(
                Objects.requireNonNull(figure.value()).rounded(), figure.numerator(), figure.denominator(), sources);
    }

    /** By the plan's own words for them. */
    private static List<String> tables(Figures figures) {
        LocalDate updated = figures.sourceUpdatedOn();
        String when = updated == null ? "" : " updated " + updated;
        return figures.variant() == null
                ? List.of()
                : figures.variant().formulas().stream()
                        .flatMap(formula -> formula.terms().stream())
                        .map(term -> "table " + term.table().ref() + when)
                        .distinct()
                        .toList();
    }

    private static String why(Figure local, Figure official) {
        if (local.state() == CellState.SUPPRESSED || official.state() == CellState.SUPPRESSED) {
            return Reason.HIDDEN.text();
        }
        return local.value() == null ? "local " + word(local) : "official " + word(official);
    }

    private static String word(Figure figure) {
        return figure.state().name().toLowerCase(Locale.ROOT);
    }

    /** Whether an older reference period than wanted stands in. */
    private static boolean isOlder(Figures official) {
        return official.attributes().containsKey(Attributes.WANTED);
    }

    private Figure own(Figures figures) {
        return figures.of(plan.area().code());
    }
}
