package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many are on some benefits, and have been for so many months, is n or N of several measures (1.2, 1.3, 2.2, 6.10).
 * Where one of them is hidden in a version, and no other shows the number, the parts of another must not sum to it.
 */
final class SupportKnown {
    /** Persons on the benefits on the last day whose unbroken spell is at least so many months long. */
    private record Persons(List<String> benefits, int months) {}

    private final Set<Persons> hidden = new HashSet<>();

    /** @param rows the local rows of the plan's own area, computed or published; where they differ, both */
    SupportKnown(Plan plan, Collection<Row> rows) {
        Map<RowKey, List<Row>> byKey = rows.stream().collect(Collectors.groupingBy(Row::key));
        Set<Persons> shown = new HashSet<>();
        for (Measure measure : plan.measures()) {
            for (Component component : measure.components()) {
                LocalBasis basis = component.local();
                RowKey key = new RowKey(
                        measure.id(), component.name(), Basis.LOCAL, plan.area().code());
                List<Row> cells = byKey.getOrDefault(key, List.of());
                if (basis != null && !cells.isEmpty()) {
                    boolean suppressed = cells.stream().anyMatch(row -> row.state() == CellState.SUPPRESSED);
                    boolean valued = cells.stream().allMatch(row -> row.state().hasValue());
                    if (suppressed || valued) {
                        (suppressed ? hidden : shown).addAll(persons(component, basis.rule()));
                    }
                }
            }
        }
        hidden.removeAll(shown);
    }

    private static Set<Persons> persons(Component component, LocalRule rule) {
        boolean share = component.unit() == Component.Unit.PERCENT;
        Function<Persons, Set<Persons>> whole = persons -> share ? Set.of(persons) : Set.of();
        if (rule instanceof LocalRule.Interviews r) {
            return whole.apply(new Persons(r.population(), r.spellMonths()));
        }
        if (rule instanceof LocalRule.OffersOrHours r) {
            return whole.apply(new Persons(r.population(), r.spellMonths()));
        }
        if (rule instanceof LocalRule.HoursInMonth r) {
            return whole.apply(new Persons(r.population(), 0));
        }
        if (rule instanceof LocalRule.LongSpells r) {
            Set<Persons> both = new HashSet<>(whole.apply(new Persons(r.population(), 0)));
            both.add(new Persons(r.population(), r.spellMonths()));
            return both;
        }
        return Set.of();
    }

    /** Whether how many are on the benefits for so long must not be told. */
    boolean isHidden(List<String> benefits, int months) {
        return hidden.contains(new Persons(benefits, months));
    }
}
