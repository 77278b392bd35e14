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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes figures from Jobindsats, by the plan's formulas. It keeps the series it has read. */
final class OfficialBasis {
    private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    private final Plan plan;
    private final Known known;
    private final List<Area> areas;
    private final Map<SeriesSelector, SeriesKnown> series = new HashMap<>();

    OfficialBasis(Plan plan, Known known) {
        this(plan, known, plan.areas().all());
    }

    /** Only of some areas, the plan's own among them. */
    OfficialBasis(Plan plan, Known known, List<Area> areas) {
        this.plan = plan;
        this.known = known;
        this.areas = areas;
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
        List<Terms> alternatives = alternatives(variant.get());
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

    private List<Terms> alternatives(Variant variant) {
        return variant.formulas().stream()
                .map(formula -> new Terms(formula, this::read))
                .toList();
    }

    /** The formula that resolves, with what is known of its series; empty when none does. */
    Optional<Terms> terms(Variant variant) {
        return alternatives(variant).stream().filter(Terms::resolve).findFirst();
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
        return Figures.none(null, period.id(), List.of(problem));
    }

    private static Figures nothing(Variant variant, ReferencePeriod period, List<Problem> problems) {
        return Figures.none(variant, Window.unread(variant, period).label(), problems);
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
        Staleness staleness = new Staleness(terms, LocalDate.ofInstant(known.asOf(), ZONE), plan.staleAfter());
        if (!window.isPublished() && !staleness.behind().isEmpty()) {
            // The update that was not taken may hold the period: nobody knows.
            return nothing(variant, period, staleness.behind());
        }
        List<Problem> stale = staleness.problems();
        Map<String, Figure> byArea = new HashMap<>();
        for (Area area : areas) {
            if (terms.have(area.code())) {
                Figure figure = Arithmetic.figure(terms, window, area.code(), period);
                boolean lastKnown = figure.state().hasValue() && !stale.isEmpty();
                byArea.put(area.code(), lastKnown ? figure.in(CellState.STALE) : figure);
            }
        }
        return new Figures(
                variant,
                window.label(),
                byArea,
                Attributes.of(variant, terms, window),
                terms.updatedOn(),
                missing(terms, window, byArea.get(plan.area().code())),
                stale,
                Figures.Told.NOTHING);
    }

    /** Why the plan's own area has no figure though its tables are held. */
    private List<Problem> missing(Terms terms, Window window, @Nullable Figure own) {
        if (own == null) {
            return List.of(Problem.upstream(
                    "table " + terms.formula().terms().get(0).table().ref(),
                    "it has no figures of " + plan.area().name(),
                    "the municipality or its jobcentre among the table's areas",
                    "compare the labels of the table's area hierarchy with the plan's"));
        }
        if (own.flaw() == null) {
            return List.of();
        }
        return List.of(Problem.upstream(
                "table %s, %s, %s"
                        .formatted(
                                String.join(", ", terms.tables()),
                                window.label(),
                                plan.area().name()),
                own.flaw(),
                "0 <= n <= N; a percent from 0 to 100",
                "no such number is published; maaltal list deliveries shows what the source answered, ask it"));
    }
}
