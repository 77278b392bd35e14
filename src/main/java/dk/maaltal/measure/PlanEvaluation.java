package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of one period, measure by measure; used once. */
final class PlanEvaluation {
    private final Plan plan;
    private final ReferencePeriod period;
    private final Known known;
    private final PrimaryBasis primary;
    private final LocalCounts counts;
    private final Rows rows;
    private final List<Gap> gaps = new ArrayList<>();

    PlanEvaluation(Plan plan, ReferencePeriod period, Known known, LocalCounts counts, Origins origins) {
        this.plan = plan;
        this.period = period;
        this.known = known;
        this.primary = new PrimaryBasis(period, known);
        this.counts = counts;
        this.rows = new Rows(plan, period, origins);
    }

    Evaluated evaluate() {
        for (Measure measure : plan.measures()) {
            if (measure.existsFor(period)) {
                OfficialBasis official = new OfficialBasis(plan, known);
                RegisterBasis local = new RegisterBasis(plan, measure, known, counts);
                measure.components().forEach(component -> evaluate(measure, component, official, local));
            }
        }
        return new Evaluated(
                period, known.asOf(), known.takenBy(), known.journalLines(), rows.sorted(), rows.lineages(), gaps);
    }

    /** The cells that are met or not, once evaluated. */
    List<JudgedCell> judged() {
        return rows.judged();
    }

    private void evaluate(Measure measure, Component component, OfficialBasis officialBasis, RegisterBasis registers) {
        Basis judged = primary.of(component);
        Side official = component.hasOfficial() ? official(component, officialBasis, judged) : null;
        Side local = component.local() != null ? local(component, registers, judged) : null;
        if (official != null) {
            rows.add(measure, component, official, local, country(official));
            addGaps(measure, component, official);
        }
        if (local != null) {
            // 6.2: a share that may be judged locally is still held against the whole country's official one.
            boolean borrows = official != null
                    && component.primary() != Component.Primary.OFFICIAL
                    && Judge.comparesWithCountry(component);
            rows.add(measure, component, local, official, borrows ? country(official) : null);
            addGaps(measure, component, local);
        }
    }

    private static @Nullable Ratio country(@Nullable Side official) {
        return official == null ? null : official.figure(Area.DK).value();
    }

    private Side official(Component component, OfficialBasis basis, Basis judged) {
        Figures now = basis.figures(component, period);
        Figures before = basis.figures(component, period.yearBefore());
        return new Side(Basis.OFFICIAL, judged == Basis.OFFICIAL, plan.areas().all(), now, before);
    }

    private Side local(Component component, RegisterBasis basis, Basis judged) {
        return new Side(
                Basis.LOCAL,
                judged == Basis.LOCAL,
                List.of(plan.area()),
                basis.figures(component, period),
                basis.before(component, period));
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
