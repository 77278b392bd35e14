package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Variant;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One evaluation of one period; used once. */
final class PlanEvaluation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Plan plan;
    private final ReferencePeriod period;
    private final Known known;
    private final Registers registers;
    private final Origins origins;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Lineage> lineages = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    PlanEvaluation(Plan plan, ReferencePeriod period, Known known, Registers registers, Origins origins) {
        this.plan = plan;
        this.period = period;
        this.known = known;
        this.registers = registers;
        this.origins = origins;
    }

    Evaluated evaluate() {
        for (Measure measure : plan.measures()) {
            if (measure.existsFor(period)) {
                OfficialBasis official = new OfficialBasis(plan, known);
                measure.components().forEach(component -> evaluate(measure, component, official));
            }
        }
        rows.sort(Comparator.comparing(Row::key));
        return new Evaluated(period, known.asOf(), rows, lineages, gaps);
    }

    /** A basis of a component: this period's figures, last year's, and what they are held against. */
    private record Side(
            Basis basis,
            boolean primary,
            List<Area> areas,
            Figures now,
            @Nullable Figures before) {
        Figure figure(Area area) {
            return now.of(area.code());
        }

        @Nullable
        Ratio previous(Area area) {
            return before == null ? null : before.of(area.code()).value();
        }

        boolean anotherDefinitionBefore() {
            return before != null && !Objects.equals(now.variant(), before.variant());
        }

        boolean anotherPopulation() {
            Variant variant = now.variant();
            return variant != null && variant.definitionBreak();
        }
    }

    private void evaluate(Measure measure, Component component, OfficialBasis officialBasis) {
        Basis primary = primaryOf(component);
        Side official = component.hasOfficial() ? official(component, officialBasis, primary) : null;
        Side local = component.local() != null ? local(component, primary) : null;
        if (official != null) {
            addRows(measure, component, official, local, country(official));
            addGaps(measure, component, official);
        }
        if (local != null) {
            // 6.2: a share that may be judged locally is still held against the whole country's official one.
            boolean borrows = official != null
                    && component.primary() != Component.Primary.OFFICIAL
                    && Judge.comparesWithCountry(component);
            addRows(measure, component, local, official, borrows ? country(official) : null);
            addGaps(measure, component, local);
        }
    }

    private static @Nullable Ratio country(@Nullable Side official) {
        return official == null ? null : official.figure(Area.DK).value();
    }

    private Side official(Component component, OfficialBasis basis, Basis primary) {
        Figures now = basis.figures(component, period);
        Figures before = basis.figures(component, period.yearBefore());
        return new Side(Basis.OFFICIAL, primary == Basis.OFFICIAL, plan.areas().all(), now, before);
    }

    /** Registers are not read yet: a row with its state and nothing else, for the plan's own area. */
    private Side local(Component component, Basis primary) {
        LocalBasis basis = Objects.requireNonNull(component.local());
        Problem problem = new Problem(
                Mover.INPUT,
                "no register was read for the local basis",
                "component %s, registers %s".formatted(component.name(), String.join(", ", basis.registers())),
                "",
                "");
        Figures none = new Figures(null, period.id(), Map.of(), new TreeMap<>(), null, List.of(problem), List.of());
        return new Side(Basis.LOCAL, primary == Basis.LOCAL, List.of(plan.area()), none, null);
    }

    private Basis primaryOf(Component component) {
        if (component.local() == null) {
            return Basis.OFFICIAL;
        }
        if (!component.hasOfficial()) {
            return Basis.LOCAL;
        }
        boolean official = switch (component.primary()) {
            case OFFICIAL -> true;
            case LOCAL -> false;
            case OFFICIAL_IF_OFFERED -> isOffered(component);
            case LOCAL_IF_REGISTERS -> !haveRegisters(component.local());
        };
        return official ? Basis.OFFICIAL : Basis.LOCAL;
    }

    private boolean haveRegisters(LocalBasis local) {
        return !local.registers().isEmpty() && local.registers().stream().allMatch(registers::everAccepted);
    }

    private boolean isOffered(Component component) {
        Optional<Variant> variant = OfficialBasis.variantOf(component, period);
        return variant.isPresent()
                && variant.get().formulas().stream()
                        .anyMatch(formula -> formula.terms().stream()
                                .filter(term -> !term.optional())
                                .allMatch(term -> known.offers(term.table())));
    }

    private void addRows(
            Measure measure, Component component, Side side, @Nullable Side twin, @Nullable Ratio benchmark) {
        side.areas().forEach(area -> rows.add(row(measure, component, side, twin, benchmark, area)));
    }

    private Row row(
            Measure measure,
            Component component,
            Side side,
            @Nullable Side twin,
            @Nullable Ratio benchmark,
            Area area) {
        Figure figure = side.figure(area);
        boolean sourceKnown = figure.state() != CellState.SOURCE_MISSING;
        boolean judged = side.primary() && area.code().equals(plan.area().code());
        Judge.Judgement judgement = judged
                ? Judge.judge(
                        component,
                        period,
                        new Judge.Bar(
                                figure,
                                benchmark,
                                side.previous(area),
                                side.anotherDefinitionBefore(),
                                side.anotherPopulation()))
                : null;
        Lineage lineage = figure.used().isEmpty() ? null : Lineage.of(figure.used());
        if (lineage != null) {
            lineages.put(lineage.id(), lineage);
        }
        return new Row(
                new RowKey(measure.id(), component.name(), side.basis(), area.code()),
                side.primary(),
                area.name(),
                side.now().referencePeriod(),
                Ratio.rounded(figure.value()),
                figure.numerator(),
                figure.denominator(),
                component.unit().text(),
                figure.state(),
                figure.state() == CellState.PRELIMINARY,
                judgement == null ? null : judgement.targetText(),
                judgement == null ? null : Ratio.rounded(judgement.level()),
                Ratio.rounded(benchmark),
                Ratio.rounded(side.previous(area)),
                judgement == null ? null : Ratio.rounded(judgement.deviation()),
                judged && twin != null
                        ? difference(figure.value(), twin.figure(area).value())
                        : null,
                judgement == null ? null : judgement.status(),
                judgement == null ? null : judgement.reason(),
                measure.dueIn(period),
                attributes(side.now().attributes(), figure.used()),
                measure.definitionSha256(),
                sourceKnown ? side.now().sourceUpdatedOn() : null,
                lineage == null ? null : lineage.id());
    }

    private static java.math.@Nullable BigDecimal difference(@Nullable Ratio value, @Nullable Ratio twin) {
        return value == null || twin == null ? null : value.minus(twin).rounded();
    }

    private @Nullable String attributes(SortedMap<String, String> shared, Set<Lineage.Entry> used) {
        SortedMap<String, String> attributes = new TreeMap<>(shared);
        List<String> marks = used.stream()
                .map(entry -> origins.of(entry.deliverySha256()).orElse(""))
                .distinct()
                .toList();
        if (marks.stream().anyMatch(mark -> !mark.isEmpty())) {
            attributes.put("origin", marks.size() == 1 ? marks.get(0) : "mixed");
        }
        return attributes.isEmpty() ? null : JSON.writeValueAsString(attributes);
    }

    private void addGaps(Measure measure, Component component, Side side) {
        side.now()
                .missing()
                .forEach(problem ->
                        gaps.add(new Gap(measure.id(), component.name(), side.basis(), Gap.Kind.MISSING, problem)));
        side.now()
                .lastKnown()
                .forEach(problem ->
                        gaps.add(new Gap(measure.id(), component.name(), side.basis(), Gap.Kind.LAST_KNOWN, problem)));
    }
}
