package dk.maaltal.measure;

import dk.maaltal.plan.Target;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.series.ReferencePeriod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a long-range target asks of each year that is left: what is missing over the years from the period's (6.6). */
final class RequiredPerYear {
    private RequiredPerYear() {}

    /** As a plain decimal; empty where there is no such target, it is due, or there is no value. */
    static Optional<String> of(@Nullable Target target, @Nullable Ratio value, ReferencePeriod period) {
        if (target == null || target.dueYear() == null || target.against() != Against.FIXED || value == null) {
            return Optional.empty();
        }
        int years = target.dueYear() - period.year();
        if (years <= 0) {
            return Optional.empty();
        }
        Ratio level = Ratio.of(target.value());
        boolean upward = target.operator() == Operator.AT_LEAST || target.operator() == Operator.MORE_THAN;
        Ratio missing = upward ? level.minus(value) : value.minus(level);
        return Optional.of(
                missing.over().signum() <= 0
                        ? "0"
                        : missing.dividedBy(years)
                                .rounded()
                                .stripTrailingZeros()
                                .toPlainString());
    }
}
