package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.RegistersKnown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes each person once, for all rules and periods. */
final class PersonFold {
    private final RegistersKnown registers;
    private final Grid grid;
    private final boolean splitting;
    private final Map<LocalRule.WorkplaceCooperation, Workplaces> workplaces = new HashMap<>();

    private PersonFold(RegistersKnown registers, Grid grid, boolean splitting) {
        this.registers = registers;
        this.grid = grid;
        this.splitting = splitting;
    }

    /**
     * Counts.
     *
     * @param bases with rules of persons, of which every register was taken
     * @param splitting whether the parts of each count are counted too
     */
    static Map<LocalRule, Counter> count(
            RegistersKnown registers, Collection<LocalBasis> bases, Grid grid, String municipality, boolean splitting) {
        PersonFold fold = new PersonFold(registers, grid, splitting);
        Set<Register> read = EnumSet.noneOf(Register.class);
        List<LocalRule> rules = bases.stream().map(LocalBasis::rule).distinct().toList();
        bases.forEach(basis -> read.addAll(basis.registers()));
        if (rules.isEmpty() || grid.size() == 0) {
            return Map.of();
        }
        for (LocalRule rule : rules) {
            if (rule instanceof LocalRule.WorkplaceCooperation cooperation) {
                fold.workplaces.put(
                        cooperation,
                        new Workplaces(cooperation, registers.units().orElseThrow(), municipality, grid));
            }
        }
        return registers.fold(read, () -> fold.one(rules), Folded::take, Folded::add).counters;
    }

    /** What one thread has counted. */
    private record Folded(List<Support> supports, Map<LocalRule, Counter> counters, Counter[] each) {
        void take(PersonRows person) {
            for (Support support : supports) {
                support.take(person);
            }
            for (Counter counter : each) {
                counter.take(person);
            }
        }

        Folded add(Folded other) {
            for (int i = 0; i < each.length; i++) {
                each[i].add(other.each[i]);
            }
            return this;
        }
    }

    private Folded one(List<LocalRule> rules) {
        Map<List<String>, Support> supports = new LinkedHashMap<>();
        Map<LocalRule, Counter> counters = new LinkedHashMap<>();
        for (LocalRule rule : rules) {
            Counter counter = counter(rule, supports);
            counters.put(rule, splitting ? counter.splitting() : counter);
        }
        return new Folded(
                new ArrayList<>(supports.values()), counters, counters.values().toArray(Counter[]::new));
    }

    private Counter counter(LocalRule rule, Map<List<String>, Support> supports) {
        if (rule instanceof LocalRule.Interviews interviews) {
            return new SpellCounters.Interviewed(
                    grid, support(interviews.population(), supports), interviews, known(Register.SAMTALER));
        }
        if (rule instanceof LocalRule.OffersOrHours offers) {
            return new SpellCounters.Offered(
                    grid, support(offers.population(), supports), offers, known(Register.TILBUD));
        }
        if (rule instanceof LocalRule.LongSpells spells) {
            return new SpellCounters.ForLong(grid, support(spells.population(), supports), spells.spellMonths());
        }
        if (rule instanceof LocalRule.UpskillingStarted started) {
            return new FlowCounters.Upskilled(
                    grid, support(started.population(), supports), started, known(Register.TILBUD));
        }
        if (rule instanceof LocalRule.StatusAfterSpell after) {
            return new FlowCounters.StatusAfter(
                    grid, support(after.population(), supports), after, known(Register.ARBEJDSMARKEDSSTATUS));
        }
        if (rule instanceof LocalRule.PartialReturn partial) {
            return new SpellCounters.PartiallyBack(grid, support(partial.population(), supports));
        }
        if (rule instanceof LocalRule.HoursInMonth hours) {
            return new SpellCounters.Hours(grid, support(hours.population(), supports));
        }
        if (rule instanceof LocalRule.WorkplaceCooperation cooperation) {
            return new Cooperation(
                    grid, cooperation, workplacesOf(cooperation), known(Register.TILBUD), known(Register.SYGEFRAVAER));
        }
        throw new IllegalArgumentException(rule + " is not counted from persons");
    }

    private Workplaces workplacesOf(LocalRule.WorkplaceCooperation rule) {
        return java.util.Objects.requireNonNull(workplaces.get(rule));
    }

    private Support support(List<String> population, Map<List<String>, Support> supports) {
        return supports.computeIfAbsent(
                population, codes -> new Support(Codes.of(known(Register.FORLOEB), "ydelse", codes), grid));
    }

    private RegisterKnown known(Register register) {
        return registers.of(register).orElseThrow();
    }
}
