package dk.maaltal.measure;

import static dk.maaltal.measure.LocalCells.basis;
import static dk.maaltal.measure.LocalCells.hiding;
import static dk.maaltal.measure.LocalCells.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Measure;
import dk.maaltal.register.Register;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nothing hidden can be worked out: every small world is published, and where worlds look alike, a hidden cell must have
 * more than one number in them.
 */
class LocalDisclosureTest {
    /** What a reader sees of a world, and what is hidden in it. */
    private record World(String seen, Map<String, String> secrets) {}

    @ParameterizedTest
    @CsvSource({"STAR_3, STAR_3", "NONE, STAR_3", "DST_5, STAR_3", "STAR_3, DST_5", "DST_5, DST_5", "STAR_3, NONE"})
    void a_count_beside_its_share_does_not_give_it_away(Disclosure count, Disclosure share) {
        Measure measure = hiding(shipped("2.2"), count, share);
        List<World> worlds = new ArrayList<>();
        for (int of = 0; of <= 14; of++) {
            for (int n = 0; n <= Math.min(of, 9); n++) {
                worlds.add(world(
                        measure,
                        LocalCells.onSupport(n, of),
                        Map.of("count", Integer.toString(n), "share", n + "/" + of)));
            }
        }

        assertThat(leaks(worlds)).isEmpty();
        assertThat(worlds).anyMatch(world -> world.secrets().containsKey("share"));
        assertThat(worlds).anyMatch(world -> world.secrets().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"STAR_3, STAR_3", "DST_5, DST_5", "STAR_3, DST_5"})
    void a_group_beside_its_parts_does_not_give_one_away(Disclosure parts, Disclosure whole) {
        LocalBasis like =
                Objects.requireNonNull(shipped("6.4").components().get(0).local());
        Measure measure = Fixture.measure(
                "6.4",
                part("value", Unit.PERCENT, like, parts, "Beskæftigelse"),
                part("share", Unit.PERCENT, like, parts, "Uddannelse"),
                part("count", Unit.PERSONS, like, whole, "Beskæftigelse", "Uddannelse"));
        List<World> worlds = new ArrayList<>();
        for (int work = 0; work <= 6; work++) {
            for (int school = 0; school <= 6; school++) {
                for (int none = 0; none <= 5; none++) {
                    int of = work + school + none;
                    worlds.add(world(
                            measure,
                            after(work, school, none),
                            Map.of(
                                    "value", work + "/" + of,
                                    "share", school + "/" + of,
                                    "count", Integer.toString(work + school))));
                }
            }
        }

        assertThat(leaks(worlds)).isEmpty();
        assertThat(worlds).anyMatch(world -> world.secrets().isEmpty());
    }

    @Test
    void a_leak_would_be_found() {
        List<World> worlds = List.of(
                new World("share hidden, count 1", Map.of("share", "1/2")),
                new World("share hidden", Map.of("share", "1/3")),
                new World("share hidden", Map.of("share", "2/3")));

        assertThat(leaks(worlds)).containsExactly("share in: share hidden, count 1");
    }

    private static Component part(String name, Unit unit, LocalBasis like, Disclosure disclosure, String... statuses) {
        LocalRule.StatusAfterSpell rule = (LocalRule.StatusAfterSpell) like.rule();
        return new Component(
                name,
                unit,
                List.of(),
                basis(
                        like,
                        new LocalRule.StatusAfterSpell(rule.population(), rule.daysAfter(), List.of(statuses)),
                        disclosure),
                Component.Primary.LOCAL,
                null);
    }

    /** Ended spells by what came a year later. */
    private static FakeRegisters after(int work, int school, int none) {
        FakeRegisters registers = new FakeRegisters().taken(Register.FORLOEB).taken(Register.ARBEJDSMARKEDSSTATUS);
        for (int i = 0; i < work + school + none; i++) {
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;2022-01-01;2023-03-01".formatted(i));
            if (i < work + school) {
                registers.rows(
                        Register.ARBEJDSMARKEDSSTATUS,
                        "%d;2023-03-02;;%s".formatted(i, i < work ? "Beskæftigelse" : "Uddannelse"));
            }
        }
        return registers;
    }

    private static World world(Measure measure, FakeRegisters registers, Map<String, String> truth) {
        String period = measure.id().equals("2.2") ? "2024" : "2024Q1";
        StringBuilder seen = new StringBuilder();
        Map<String, String> secrets = new HashMap<>();
        for (Row row :
                LocalCells.evaluate(measure, registers, period, LocalCells.LATE).rows()) {
            seen.append("%s %s target %s previous %s deviation %s %s %s %s; "
                    .formatted(
                            row.key().component(),
                            LocalCells.text(row),
                            row.targetValue(),
                            row.previousValue(),
                            row.deviation(),
                            row.status(),
                            row.reason(),
                            row.attributes()));
            if (row.state() == CellState.SUPPRESSED) {
                secrets.put(
                        row.key().component(),
                        Objects.requireNonNull(truth.get(row.key().component())));
            }
        }
        return new World(seen.toString(), secrets);
    }

    /** Hidden cells that have one and the same number in every world that looks like theirs. */
    private static Set<String> leaks(List<World> worlds) {
        Map<String, Set<String>> possible = new HashMap<>();
        for (World world : worlds) {
            world.secrets()
                    .forEach((component, number) -> possible.computeIfAbsent(
                                    component + " in: " + world.seen(), c -> new TreeSet<>())
                            .add(number));
        }
        Set<String> leaks = new TreeSet<>();
        possible.forEach((cell, numbers) -> {
            if (numbers.size() == 1) {
                leaks.add(cell);
            }
        });
        return leaks;
    }
}
