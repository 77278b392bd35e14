package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.util.ArrayList;
import java.util.List;

/** One evaluation of one period, measure by measure; used once. */
final class PlanEvaluation {
    private final Plan plan;
    private final ReferencePeriod period;
    private final Known known;
    private final LocalCounts counts;
    private final Rows rows;
    private final List<Gap> gaps = new ArrayList<>();

    PlanEvaluation(Plan plan, ReferencePeriod period, Known known, LocalCounts counts, Origins origins) {
        this.plan = plan;
        this.period = period;
        this.known = known;
        this.counts = counts;
        this.rows = new Rows(plan, period, origins);
    }

    Evaluated evaluate() {
        return evaluate(plan.measures());
    }

    Evaluated evaluate(List<Measure> measures) {
        for (Measure measure : measures) {
            if (measure.existsFor(period)) {
                Sides.Computer sides = new Sides.Computer(plan, measure, period, known, counts);
                measure.components().forEach(component -> add(measure, component, sides.of(component)));
            }
        }
        return new Evaluated(
                period, known.asOf(), known.takenBy(), known.journalLines(), rows.sorted(), rows.lineages(), gaps);
    }

    /** The cells that are met or not, once evaluated. */
    List<JudgedCell> judged() {
        return rows.judged();
    }

    private void add(Measure measure, Component component, Sides sides) {
        if (sides.official() != null) {
            rows.add(measure, component, sides.official(), sides.local(), sides.benchmark(sides.official()));
            addGaps(measure, component, sides.official());
        }
        if (sides.local() != null) {
            rows.add(measure, component, sides.local(), sides.official(), sides.benchmark(sides.local()));
            addGaps(measure, component, sides.local());
        }
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
