package dk.maaltal.job;

import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Plans;
import dk.maaltal.register.Register;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the plans need besides Jobindsats.
 *
 * @param registers those some measure is counted from
 * @param cvr whether some measure is counted from CVR's workplaces
 */
record Needs(Set<Register> registers, boolean cvr) {

    static Needs of(Plans plans) {
        return of(plans, null);
    }

    /** @param span only what its measures need, or null for all */
    static Needs of(Plans plans, @Nullable BackfillSpan span) {
        List<LocalBasis> all = plans.all().stream()
                .flatMap(plan -> plan.measures().stream())
                .filter(measure -> span == null || span.asksFor(measure.id()))
                .flatMap(measure -> measure.components().stream())
                .map(component -> component.local())
                .filter(Objects::nonNull)
                .toList();
        Set<Register> registers = EnumSet.noneOf(Register.class);
        all.forEach(local -> registers.addAll(local.registers()));
        return new Needs(registers, all.stream().anyMatch(LocalBasis::cvr));
    }
}
