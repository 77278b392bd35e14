package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Variant;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One basis of a component.
 *
 * @param basis which
 * @param primary whether it is the one that is judged
 * @param areas those it has rows for
 * @param now this period's figures
 * @param before the same period's last year, or null
 */
record Side(
        Basis basis,
        boolean primary,
        List<Area> areas,
        Figures now,
        @Nullable Figures before) {
    Figure figure(Area area) {
        return now.of(area.code());
    }

    @Nullable
    Ratio previous(Area area) {
        return before == null ? null : before.of(area.code()).value();
    }

    /** @param benchmark the whole country's value, or null */
    Judge.Judgement judge(Component component, ReferencePeriod period, Area area, @Nullable Ratio benchmark) {
        return Judge.judge(
                component,
                period,
                new Judge.Bar(
                        figure(area),
                        benchmark,
                        previous(area),
                        anotherDefinitionBefore(),
                        anotherPopulation(),
                        now.told()));
    }

    boolean anotherDefinitionBefore() {
        return before != null
                && (!Objects.equals(now.variant(), before.variant())
                        || now.told().beyondBreak() != before.told().beyondBreak());
    }

    boolean anotherPopulation() {
        Variant variant = now.variant();
        return variant == null ? now.told().beyondBreak() : variant.definitionBreak();
    }
}
