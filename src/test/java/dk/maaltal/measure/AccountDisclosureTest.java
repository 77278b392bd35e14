package dk.maaltal.measure;

import static dk.maaltal.measure.LocalCells.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The accounts of all measures that count the same people, beside one another and the rows of their version: a number that
 * is hidden must not be had from them where it is not had from the rows alone.
 */
class AccountDisclosureTest {
    private static final Plan PLAN = Fixture.plan(shipped("1.2"), shipped("1.3"), shipped("2.2"), shipped("6.10"));
    private static final ReferencePeriod PERIOD = ReferencePeriod.parse("2024");
    /** Every world of so many people; those of fewer are looked at, so that each has its likes among them. */
    private static final int MOST = 10;

    private static final int LOOKED_AT = 8;

    /** What readers of the rows see, what readers of the accounts see besides, and what is hidden in either. */
    private record World(int people, String rows, String accounts, Map<String, String> secrets) {}

    @Test
    void what_an_account_tells_gives_away_nothing_that_the_rows_hide_or_it_hides_itself() {
        List<World> worlds = new ArrayList<>();
        for (int young = 0; young <= MOST; young++) {
            for (int broken = 0; young + broken <= MOST && broken <= 3; broken++) {
                for (int second = 0; young + broken + second <= MOST; second++) {
                    for (int old = 0; young + broken + second + old <= MOST; old++) {
                        for (int paid = 0; paid <= 2; paid++) {
                            worlds.add(world(young, broken, second, old, paid));
                        }
                    }
                }
            }
        }

        Map<String, Set<String>> byAll = possible(worlds, true);
        Map<String, Set<String>> byRows = possible(worlds, false);
        Set<String> leaks = new TreeSet<>();
        Set<String> safe = new TreeSet<>();
        for (World world : worlds) {
            if (world.people <= LOOKED_AT) {
                world.secrets.forEach((name, value) -> {
                    boolean known = byAll.getOrDefault(name + world.rows + world.accounts, Set.of())
                                    .size()
                            == 1;
                    boolean knownBefore =
                            byRows.getOrDefault(name + world.rows, Set.of()).size() == 1;
                    (known && !knownBefore ? leaks : safe).add(name + " " + value + world.rows + world.accounts);
                });
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(safe).hasSizeGreaterThan(50);
        assertThat(worlds).anyMatch(world -> world.accounts.contains("spell_broken=3"));
    }

    private static Map<String, Set<String>> possible(List<World> worlds, boolean withAccounts) {
        Map<String, Set<String>> possible = new HashMap<>();
        for (World world : worlds) {
            world.secrets.forEach((name, value) -> possible.computeIfAbsent(
                            name + world.rows + (withAccounts ? world.accounts : ""), k -> new HashSet<>())
                    .add(value));
        }
        return possible;
    }

    private static World world(int young, int broken, int second, int old, int paid) {
        FakeRegisters registers = new FakeRegisters();
        for (Register register : Register.values()) {
            if (register.isPersonal()) {
                registers.taken(register);
            }
        }
        int person = 0;
        for (int i = 0; i < young; i++) {
            if (i < paid) {
                registers.rows(Register.LOENTIMER, "%d;2024-12;10;;".formatted(person));
            }
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;2024-08-01;".formatted(person++));
        }
        for (int i = 0; i < broken; i++) {
            registers.rows(
                    Register.FORLOEB,
                    "%d;Kontanthjælp;;;2020-01-01;2024-03-01".formatted(person),
                    "%d;Kontanthjælp;;;2024-08-01;".formatted(person++));
        }
        for (int i = 0; i < second; i++) {
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;2023-08-01;".formatted(person++));
        }
        for (int i = 0; i < old; i++) {
            for (int month = 1; month <= 4; month++) {
                registers.rows(Register.SAMTALER, "%d;2024-0%d-03;;Afholdt".formatted(person, month));
            }
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;2015-01-01;".formatted(person++));
        }
        // Without maturity, which is of no person and takes long.
        Known known = FakeKnowledge.of("").registers(registers).at(LocalCells.LATE);
        LocalCounts counts = LocalPeriods.counts(PLAN, List.of(PERIOD), known.registers());
        List<Row> rows = new PlanEvaluation(PLAN, PERIOD, known, counts, Origins.ALL_REAL)
                .evaluate().rows().stream()
                        .filter(row -> row.key().basis() == Basis.LOCAL)
                        .toList();
        StringBuilder shown = new StringBuilder(": ");
        Map<String, String> secrets = new TreeMap<>();
        rows.forEach(row ->
                shown.append(row.key()).append(' ').append(LocalCells.text(row)).append("; "));
        hide(rows, "6.10", Math.min(young, paid), person, secrets);
        hide(rows, "2.2", old, person, secrets);
        hide(rows, "1.2", old, second + old, secrets);
        hide(rows, "1.3", 0, second + old, secrets);
        Map<String, Integer> truth = Map.of(
                "spell_too_young", young,
                "spell_broken", broken,
                "under_12_months", young + broken,
                "12_to_24_months", second,
                "24_months_or_more", old,
                "interviews_0", second,
                "nothing_registered", person - Math.min(young, paid));
        StringBuilder told = new StringBuilder();
        for (Measure measure : PLAN.measures()) {
            for (Account.OfComponent component : account(measure, known, rows).components()) {
                for (Account.Part part :
                        Objects.requireNonNull(component.local()).parts()) {
                    told.append("%s %s %s=%s; "
                            .formatted(measure.id(), component.component().name(), part.key(), part.count()));
                    if (part.count() == null) {
                        secrets.put(part.key(), Integer.toString(truth.getOrDefault(part.key(), 0)));
                    }
                }
            }
        }
        return new World(person, shown.toString(), told.toString(), secrets);
    }

    private static Account account(Measure measure, Known known, List<Row> rows) {
        Accounting accounting = new Accounting(PLAN, measure, PERIOD, known);
        Evaluated evaluated = accounting.evaluation(Origins.ALL_REAL).evaluate(List.of(measure));
        return accounting.account(evaluated, rows, List.of(), List.of());
    }

    private static void hide(List<Row> rows, String id, int n, int of, Map<String, String> secrets) {
        rows.stream()
                .filter(row -> row.key().measureId().equals(id) && row.state() == CellState.SUPPRESSED)
                .forEach(row -> {
                    secrets.put(row.key() + " n", Integer.toString(n));
                    if (row.unit().equals("percent")) {
                        secrets.put(row.key() + " N", Integer.toString(of));
                    }
                });
    }
}
