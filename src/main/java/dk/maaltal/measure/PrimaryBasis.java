package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Variant;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.util.Optional;

/** Settles which basis of a component is judged. */
final class PrimaryBasis {
    private final ReferencePeriod period;
    private final Known known;

    PrimaryBasis(ReferencePeriod period, Known known) {
        this.period = period;
        this.known = known;
    }

    Basis of(Component component) {
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
            case LOCAL_IF_REGISTERS -> !LocalCounts.isThere(known.registers(), component.local());
        };
        return official ? Basis.OFFICIAL : Basis.LOCAL;
    }

    private boolean isOffered(Component component) {
        Optional<Variant> variant = OfficialBasis.variantOf(component, period);
        return variant.isPresent()
                && variant.get().formulas().stream()
                        .anyMatch(formula -> formula.terms().stream()
                                .filter(term -> !term.optional())
                                .allMatch(term -> known.offers(term.table())));
    }
}
