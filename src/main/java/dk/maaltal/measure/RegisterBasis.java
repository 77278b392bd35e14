package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.measure.local.Tally;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes one measure's figures from registers and CVR, for the plan's own municipality. */
final class RegisterBasis {
    private final Plan plan;
    private final Measure measure;
    private final Known known;
    private final LocalCounts counts;

    RegisterBasis(Plan plan, Measure measure, Known known, LocalCounts counts) {
        this.plan = plan;
        this.measure = measure;
        this.known = known;
        this.counts = counts;
    }

    Figures figures(Component component, ReferencePeriod period) {
        LocalBasis basis = Objects.requireNonNull(component.local());
        RegisterReach reach = new RegisterReach(basis, known.registers());
        List<Problem> missing = reach.missing(plan.area().code());
        if (!missing.isEmpty()) {
            return Figures.none(null, period.id(), missing);
        }
        Counted counted = count(component, basis, reach, period);
        Figure figure = counted.figure();
        SortedMap<String, String> attributes = new TreeMap<>();
        if (figure.state().hasValue()) {
            attributes.putAll(counted.tally().attributes());
        }
        if (figure.state() == CellState.PRELIMINARY) {
            attributes.put(Attributes.WANTED, counted.tally().wanted());
        }
        RequiredPerYear.of(component.target(), figure.value(), period)
                .ifPresent(rate -> attributes.put("required_per_year", rate));
        RegisterLevel level = RegisterLevel.of(
                component, period, counted.benchmark(), quarter -> levelQuarter(component, basis, reach, quarter));
        if (component.target() != null && Judge.holdsFor(component.target(), period)) {
            level.from().ifPresent(from -> attributes.put("ceiling_from", from));
        }
        return new Figures(
                null,
                counted.about(),
                Map.of(plan.area().code(), figure),
                attributes,
                reach.updatedOn(),
                figure.flaw() == null ? List.of() : List.of(flaw(basis, figure.flaw())),
                figure.state() == CellState.STALE ? List.of(reach.notLookedUp()) : List.of(),
                level.told());
    }

    /** The figure alone, without what its judgement needs. */
    Figure figure(Component component, ReferencePeriod period) {
        LocalBasis basis = Objects.requireNonNull(component.local());
        RegisterReach reach = new RegisterReach(basis, known.registers());
        return reach.missing(plan.area().code()).isEmpty()
                ? count(component, basis, reach, period).figure()
                : Figure.without(CellState.SOURCE_MISSING, Set.of());
    }

    /** The same period of last year; nothing when it begins before the registers do. */
    Figures before(Component component, ReferencePeriod period) {
        ReferencePeriod before = period.yearBefore();
        LocalBasis basis = Objects.requireNonNull(component.local());
        RegisterReach reach = new RegisterReach(basis, known.registers());
        return reach.missing(plan.area().code()).isEmpty() && !reach.goesBackTo(before)
                ? Figures.none(null, before.id(), List.of()).told(RegisterLevel.told(component, before))
                : figures(component, before);
    }

    private Figure levelQuarter(Component component, LocalBasis basis, RegisterReach reach, ReferencePeriod quarter) {
        return reach.goesBackTo(quarter)
                ? count(component, basis, reach, quarter).figure()
                : Figure.without(CellState.NOT_PUBLISHED, Set.of());
    }

    private record Counted(Figure figure, Tally tally) {
        /** A row that the source has not come past, or that is too young to be judged, is not spoken of. */
        boolean isRead() {
            return figure.state() != CellState.NOT_PUBLISHED && figure.state() != CellState.IMMATURE;
        }

        String about() {
            return isRead() ? tally.about() : tally.wanted();
        }

        @Nullable
        BigDecimal benchmark() {
            return isRead() ? tally.benchmark() : null;
        }
    }

    private Counted count(Component component, LocalBasis basis, RegisterReach reach, ReferencePeriod period) {
        Tally tally = counts.tally(basis, period);
        if (!reach.covers(period)) {
            return new Counted(Figure.without(CellState.NOT_PUBLISHED, Set.of()), tally);
        }
        if (!reach.isMature(period)) {
            return new Counted(Figure.without(CellState.IMMATURE, Set.of()), tally);
        }
        boolean hidden = tally.kind() == Tally.Kind.HIDDEN
                || new LocalDisclosure(measure, known.registers(), counts).hides(component, period);
        return new Counted(
                hidden ? Figure.without(CellState.SUPPRESSED, reach.files()) : figure(component, tally, reach.files()),
                tally);
    }

    private static Figure figure(Component component, Tally tally, Set<Lineage.Entry> used) {
        if (tally.flaw() != null) {
            return Figure.flawed(tally.flaw(), used);
        }
        if (tally.kind() == Tally.Kind.NOT_THERE) {
            return Figure.without(CellState.NOT_PUBLISHED, used);
        }
        CellState good = switch (tally.kind()) {
            case OLDER -> CellState.PRELIMINARY;
            case LAST_KNOWN -> CellState.STALE;
            default -> CellState.OK;
        };
        BigDecimal n = BigDecimal.valueOf(tally.n());
        BigDecimal of = BigDecimal.valueOf(tally.of());
        if (component.unit() == Unit.PER_MONTH) {
            return Figure.of(good, Ratio.of(n).dividedBy(of.intValueExact()), n, of, used);
        }
        if (component.unit() != Unit.PERCENT) {
            return Figure.of(good, Ratio.of(n), n, null, used);
        }
        if (tally.n() > tally.of()) {
            return Figure.flawed("%d of %d is no share, in %s".formatted(tally.n(), tally.of(), tally.about()), used);
        }
        return tally.of() == 0
                ? Figure.without(CellState.NO_POPULATION, used)
                : Figure.of(good, Ratio.percent(n, of), n, of, used);
    }

    private static Problem flaw(LocalBasis basis, String flaw) {
        String register = basis.registers().get(0).text();
        return new Problem(
                Mover.INPUT,
                flaw,
                "register " + register,
                "one row for each, and 0 <= n <= N",
                "mend the sheet and put a new extract into the drop folder's %s/".formatted(register));
    }
}
