package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegistersKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must be counted to evaluate some periods: they, the same of last year, and the quarters a level is taken from. */
final class LocalPeriods {
    private LocalPeriods() {}

    static LocalCounts counts(Plan plan, List<ReferencePeriod> wanted, RegistersKnown registers) {
        return counts(plan, plan.measures(), wanted, registers, false);
    }

    /** @param splitting whether the parts of the counts will be asked for */
    static LocalCounts counts(
            Plan plan,
            List<Measure> measures,
            List<ReferencePeriod> wanted,
            RegistersKnown registers,
            boolean splitting) {
        Set<ReferencePeriod> periods = new TreeSet<>(wanted);
        wanted.forEach(period -> periods.add(period.yearBefore()));
        List<LocalBasis> bases = new ArrayList<>();
        measures.stream()
                .flatMap(measure -> measure.components().stream())
                .filter(component -> component.local() != null)
                .forEach(component -> add(component, component.local(), bases, periods));
        return new LocalCounts(registers, bases, periods, plan.area().code(), splitting);
    }

    private static void add(
            Component component, LocalBasis basis, List<LocalBasis> bases, Set<ReferencePeriod> periods) {
        bases.add(basis);
        Target target = component.target();
        if (target != null && target.levelYear() != null) {
            periods.addAll(RegisterLevel.quarters(target.levelYear()));
        }
    }
}
