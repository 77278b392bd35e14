package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.measure.local.Tally;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegistersKnown;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which of a measure's local cells are hidden (design: measures, disclosure). A small cell is. Beside it in the same
 * snapshot stand the measure's other components: one that shows the same count is hidden by the strictest of their rules,
 * and counts of other rules over persons, that could be subtracted from one another, are all shown or all hidden.
 */
final class LocalDisclosure {
    private final Measure measure;
    private final RegistersKnown registers;
    private final LocalCounts counts;

    LocalDisclosure(Measure measure, RegistersKnown registers, LocalCounts counts) {
        this.measure = measure;
        this.registers = registers;
        this.counts = counts;
    }

    boolean hides(Component component, ReferencePeriod period) {
        LocalBasis own = Objects.requireNonNull(component.local());
        if (strictest(own) == Disclosure.NONE) {
            return false;
        }
        return isSmall(component, period)
                || guarded()
                        .filter(other -> !local(other).rule().equals(own.rule()))
                        .anyMatch(other -> isSmall(other, period));
    }

    private boolean isSmall(Component component, ReferencePeriod period) {
        LocalBasis basis = local(component);
        Disclosure rule = strictest(basis);
        Tally tally = counts.tally(basis, period);
        boolean share = component.unit() == Unit.PERCENT;
        return rule.isSmall(tally.n()) || share && (rule.isSmall(tally.of() - tally.n()) || rule.isSmall(tally.of()));
    }

    /** Of the rules of all components that count the same. */
    Disclosure strictest(LocalBasis basis) {
        List<Disclosure> rules = locals().map(LocalDisclosure::local)
                .filter(other -> other.rule().equals(basis.rule()))
                .map(LocalBasis::disclosure)
                .toList();
        return rules.stream().max(Comparator.naturalOrder()).orElse(basis.disclosure());
    }

    /** Components that hide small numbers and whose registers are there. */
    private Stream<Component> guarded() {
        return locals().filter(component -> strictest(local(component)) != Disclosure.NONE)
                .filter(component -> LocalCounts.isThere(registers, local(component)));
    }

    private Stream<Component> locals() {
        return measure.components().stream().filter(component -> component.local() != null);
    }

    private static LocalBasis local(Component component) {
        return Objects.requireNonNull(component.local());
    }
}
