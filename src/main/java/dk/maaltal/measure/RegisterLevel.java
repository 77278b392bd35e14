package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Target;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The level a register itself tells: the benchmark in the same row (6.7), or the highest quarter of a year (2.1).
 *
 * @param told what the judge needs
 * @param from the quarters that are highest, or empty
 */
record RegisterLevel(Figures.Told told, Optional<String> from) {
    /** @param beside the benchmark that stands in the row the figure comes from, or null */
    static RegisterLevel of(
            Component component,
            ReferencePeriod period,
            @Nullable BigDecimal beside,
            Function<ReferencePeriod, Figure> quarter) {
        Figures.Told nothing = told(component, period);
        Target target = component.target();
        if (target == null) {
            return new RegisterLevel(nothing, Optional.empty());
        }
        if (target.against() == Against.ROW) {
            return new RegisterLevel(nothing.with(beside == null ? null : Ratio.of(beside)), Optional.empty());
        }
        return target.levelYear() == null
                ? new RegisterLevel(nothing, Optional.empty())
                : highest(quarters(target.levelYear()), quarter, nothing);
    }

    /** Every quarter of a year. */
    static List<ReferencePeriod> quarters(int year) {
        List<ReferencePeriod> quarters = new ArrayList<>();
        for (int ordinal = 1; ordinal <= Frequency.Q.perYear(); ordinal++) {
            quarters.add(new ReferencePeriod(Frequency.Q, year, ordinal));
        }
        return quarters;
    }

    private static RegisterLevel highest(
            List<ReferencePeriod> quarters, Function<ReferencePeriod, Figure> figure, Figures.Told nothing) {
        Ratio highest = null;
        List<String> from = new ArrayList<>();
        for (ReferencePeriod quarter : quarters) {
            Ratio value = figure.apply(quarter).value();
            if (value == null) {
                return new RegisterLevel(nothing, Optional.empty());
            }
            int comparison = highest == null ? 1 : value.compare(highest);
            if (comparison > 0) {
                highest = value;
                from.clear();
            }
            if (comparison >= 0) {
                from.add(quarter.id());
            }
        }
        return new RegisterLevel(nothing.with(highest), Optional.of(String.join(", ", from)));
    }

    /** On which side of a change of definition the period and the level's year lie; no level yet. */
    static Figures.Told told(Component component, ReferencePeriod period) {
        LocalBasis basis = Objects.requireNonNull(component.local());
        ReferencePeriod from = basis.rule() instanceof LocalRule.CasesSentBack cases ? cases.breakFrom() : null;
        boolean beyond = isBeyond(period, from);
        Target target = component.target();
        Integer year = target == null ? null : target.levelYear();
        boolean across = year != null && beyond != isBeyond(new ReferencePeriod(Frequency.Y, year, 1), from);
        return new Figures.Told(null, across, beyond);
    }

    private static boolean isBeyond(ReferencePeriod period, @Nullable ReferencePeriod from) {
        return from != null && !period.lastDay().isBefore(from.firstDay());
    }
}
