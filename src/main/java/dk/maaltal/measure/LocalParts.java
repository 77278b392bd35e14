package dk.maaltal.measure;

import dk.maaltal.measure.Account.OfLocal;
import dk.maaltal.measure.Account.Part;
import dk.maaltal.measure.Account.Silence;
import dk.maaltal.measure.local.Breakdown;
import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegistersKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the local figures of one measure are made of, as far as it may be told. */
final class LocalParts {
    private static final int YEAR = 12;

    private final Plan plan;
    private final Measure measure;
    private final ReferencePeriod period;
    private final RegistersKnown registers;
    private final LocalCounts counts;
    private final Map<RowKey, Row> computed;
    private final Map<RowKey, Row> published;
    private final SupportKnown support;

    /** @param published the rows of the version that is explained, of all measures */
    LocalParts(
            Plan plan,
            Measure measure,
            ReferencePeriod period,
            RegistersKnown registers,
            LocalCounts counts,
            List<Row> computed,
            List<Row> published) {
        this.plan = plan;
        this.measure = measure;
        this.period = period;
        this.registers = registers;
        this.counts = counts;
        this.computed = byKey(computed);
        this.published = byKey(published);
        this.support = new SupportKnown(
                plan, Stream.concat(computed.stream(), published.stream()).toList());
    }

    private static Map<RowKey, Row> byKey(List<Row> rows) {
        return rows.stream().collect(Collectors.toMap(Row::key, Function.identity()));
    }

    /**
     * The periods that must be counted to tell the parts of one: where a rule counts what happens in a period, the
     * others of its year sum to it, and a part that is hidden in one of them is hidden in all.
     */
    static List<ReferencePeriod> periods(ReferencePeriod period) {
        Set<ReferencePeriod> year = new TreeSet<>();
        for (Frequency kind : List.of(Frequency.Q, Frequency.H, Frequency.Y)) {
            for (int ordinal = 1; ordinal <= kind.perYear(); ordinal++) {
                year.add(new ReferencePeriod(kind, period.year(), ordinal));
            }
        }
        return List.copyOf(year);
    }

    OfLocal of(Component component, Figures figures) {
        LocalBasis basis = Objects.requireNonNull(component.local());
        List<Problem> problems = new ArrayList<>(figures.missing());
        problems.addAll(figures.lastKnown());
        RegisterReach reach = new RegisterReach(basis, registers);
        Silence silence = silence(component);
        List<Part> parts = silence == null ? parts(component, basis, reach) : List.of();
        return new OfLocal(reach.extractsUsed(), parts, silence, problems);
    }

    private @Nullable Silence silence(Component component) {
        boolean hidden = measure.components().stream()
                .filter(other -> other.local() != null
                        && other.local()
                                .rule()
                                .equals(Objects.requireNonNull(component.local())
                                        .rule()))
                .map(this::key)
                .anyMatch(key -> isHidden(computed.get(key)) || isHidden(published.get(key)));
        if (hidden) {
            return Silence.HIDDEN;
        }
        Row now = computed.get(key(component));
        Row then = published.get(key(component));
        return now != null && then != null && !now.saysTheSameAs(then) ? Silence.DIFFERS : null;
    }

    private RowKey key(Component component) {
        return new RowKey(
                measure.id(), component.name(), Basis.LOCAL, plan.area().code());
    }

    private static boolean isHidden(@Nullable Row row) {
        return row != null && row.state() == CellState.SUPPRESSED;
    }

    private List<Part> parts(Component component, LocalBasis basis, RegisterReach reach) {
        Row row = computed.get(key(component));
        if (row == null || !row.state().hasValue() && row.state() != CellState.NO_POPULATION) {
            return List.of();
        }
        Breakdown breakdown = counts.breakdown(basis, period);
        Disclosure rule = new LocalDisclosure(measure, registers, counts).strictest(basis);
        Set<String> hidden = rule == Disclosure.NONE
                ? Set.of()
                : new PartDisclosure(rule).hidden(breakdowns(basis, reach, breakdown));
        return breakdown.cells().stream()
                .map(cell -> new Part(
                        cell.key(),
                        cell.place(),
                        hidden.contains(cell.key()) || rule != Disclosure.NONE && isHiddenElsewhere(basis.rule(), cell)
                                ? null
                                : cell.count()))
                .toList();
    }

    private List<Breakdown> breakdowns(LocalBasis basis, RegisterReach reach, Breakdown own) {
        boolean flows = basis.rule() instanceof LocalRule.UpskillingStarted
                || basis.rule() instanceof LocalRule.StatusAfterSpell;
        return flows
                ? periods(period).stream()
                        .filter(reach::covers)
                        .map(other -> counts.breakdown(basis, other))
                        .toList()
                : List.of(own);
    }

    /** Whether a number that is hidden in another measure could be had from the cell. */
    private boolean isHiddenElsewhere(LocalRule rule, Breakdown.Cell cell) {
        if (rule instanceof LocalRule.LongSpells spells) {
            return cell.place() == Place.REST && support.isHidden(spells.population(), YEAR);
        }
        if (!PartDisclosure.isOnSupport(cell)) {
            return false;
        }
        if (rule instanceof LocalRule.Interviews interviews) {
            return support.isHidden(interviews.population(), 0);
        }
        if (rule instanceof LocalRule.OffersOrHours offers) {
            return support.isHidden(offers.population(), 0);
        }
        return rule instanceof LocalRule.PartialReturn partial && support.isHidden(partial.population(), 0);
    }
}
