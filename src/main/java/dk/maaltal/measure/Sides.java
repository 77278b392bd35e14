package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component's bases.
 *
 * @param official from Jobindsats, or null where the component is not computed from it
 * @param local from registers, or null
 * @param borrowed the whole country's value that the local basis is held against, or null
 */
record Sides(
        @Nullable Side official,
        @Nullable Side local,
        @Nullable Ratio borrowed) {
    /** The whole country's value beside a basis, or null. */
    @Nullable
    Ratio benchmark(Side side) {
        return side.basis() == Basis.LOCAL ? borrowed : side.figure(Area.DK).value();
    }

    /** Computes the sides of one measure's components; keeps the series it has read. */
    static final class Computer {
        private final Plan plan;
        private final ReferencePeriod period;
        private final PrimaryBasis primary;
        private final OfficialBasis officialBasis;
        private final RegisterBasis registers;

        Computer(Plan plan, Measure measure, ReferencePeriod period, Known known, LocalCounts counts) {
            this.plan = plan;
            this.period = period;
            this.primary = new PrimaryBasis(period, known);
            this.officialBasis = new OfficialBasis(plan, known);
            this.registers = new RegisterBasis(plan, measure, known, counts);
        }

        Sides of(Component component) {
            Basis judged = primary.of(component);
            Side official = component.hasOfficial() ? official(component, judged) : null;
            Side local = component.local() != null ? local(component, judged) : null;
            // 6.2: a share that may be judged locally is still held against the whole country's official one.
            boolean borrows = component.primary() != Component.Primary.OFFICIAL && Judge.comparesWithCountry(component);
            Ratio borrowed =
                    official != null && borrows ? official.figure(Area.DK).value() : null;
            return new Sides(official, local, borrowed);
        }

        private Side official(Component component, Basis judged) {
            Figures now = officialBasis.figures(component, period);
            Figures before = officialBasis.figures(component, period.yearBefore());
            return new Side(
                    Basis.OFFICIAL, judged == Basis.OFFICIAL, plan.areas().all(), now, before);
        }

        private Side local(Component component, Basis judged) {
            return new Side(
                    Basis.LOCAL,
                    judged == Basis.LOCAL,
                    List.of(plan.area()),
                    registers.figures(component, period),
                    registers.before(component, period));
        }
    }
}
