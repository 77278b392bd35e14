package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one evaluation; the plan's own area is judged. */
final class Rows {
    private final Plan plan;
    private final ReferencePeriod period;
    private final Origins origins;
    private final List<Row> rows = new ArrayList<>();
    private final List<JudgedCell> judgedCells = new ArrayList<>();
    private final Map<String, Lineage> lineages = new HashMap<>();

    Rows(Plan plan, ReferencePeriod period, Origins origins) {
        this.plan = plan;
        this.period = period;
        this.origins = origins;
    }

    /**
     * Adds a row for each of the side's areas.
     *
     * @param twin the component's other basis, or null
     * @param benchmark the whole country's value, or null
     */
    void add(Measure measure, Component component, Side side, @Nullable Side twin, @Nullable Ratio benchmark) {
        side.areas().forEach(area -> rows.add(row(measure, component, side, twin, benchmark, area)));
    }

    /** In key order. */
    List<Row> sorted() {
        return rows.stream().sorted(Comparator.comparing(Row::key)).toList();
    }

    /** Those that are met or not. */
    List<JudgedCell> judged() {
        return judgedCells;
    }

    /** Every lineage the rows name, by id. */
    Map<String, Lineage> lineages() {
        return lineages;
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
        Judge.Judgement judgement = judged ? side.judge(component, period, area, benchmark) : null;
        Lineage lineage = figure.used().isEmpty() ? null : Lineage.of(figure.used());
        if (lineage != null) {
            lineages.put(lineage.id(), lineage);
        }
        RowKey key = new RowKey(measure.id(), component.name(), side.basis(), area.code());
        if (judgement != null && judgement.isMetOrNot() && judgement.deviation() != null) {
            PlanNumber number = new PlanNumber(measure, component, side.basis());
            judgedCells.add(
                    new JudgedCell(number, period, key, judgement.deviation().abs()));
        }
        return new Row(
                key,
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
                Attributes.json(side.now().attributes(), figure.used(), origins),
                measure.definitionSha256(),
                sourceKnown ? side.now().sourceUpdatedOn() : null,
                lineage == null ? null : lineage.id());
    }

    private static @Nullable BigDecimal difference(@Nullable Ratio value, @Nullable Ratio twin) {
        return value == null || twin == null ? null : value.minus(twin).rounded();
    }
}
