package dk.maaltal.measure.local;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.FakeRegisters;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an unbroken spell is, case by case, as measures 1.2, 2.2, 6.2 and 6.4 use it. */
class SupportTest {
    private static String count(LocalRule rule, Register other, String period, String... spells) {
        FakeRegisters registers = new FakeRegisters().taken(other);
        for (String spell : spells) {
            registers.rows(Register.FORLOEB, "1;Kontanthjælp;;;" + spell.replace("..", ";"));
        }
        LocalBasis basis =
                new LocalBasis("", List.of(Register.FORLOEB, other), false, rule, Disclosure.NONE, null, Map.of());
        ReferencePeriod wanted = ReferencePeriod.parse(period);
        Tally tally = new LocalCounts(registers, List.of(basis), List.of(wanted), "707").tally(basis, wanted);
        return tally.n() + "/" + tally.of();
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        // on support at 30 June 2024; the first a link, the second the spell that holds R
        "2021-01-01..2024-05-01, 2024-05-30.., '',                     1/1",
        "2021-01-01..2024-05-01, 2024-05-31.., '',                     0/1",
        "2021-01-01..2024-05-01, 2024-05-29.., '',                     1/1",
        "2021-01-01..2024-05-01, 2024-05-02.., '',                     1/1",
        "2021-01-01..2024-06-29, 2021-01-01..2021-02-01, '',           0/0",
        "2021-01-01..2024-06-30, 2021-01-01..2021-02-01, '',           1/1",
        "2021-01-01..2024-06-10, 2024-07-01.., '',                     0/0",
        "2022-06-30.., '', '',                                         1/1",
        "2022-07-01.., '', '',                                         0/1",
        "2022-07-01..2024-08-01, 2022-06-01..2022-06-02, '',           1/1",
        "2022-07-01..2024-08-01, 2022-06-01..2022-06-01, '',           0/1",
        "2024-01-01.., 2021-01-01..2025-01-01, 2022-01-01..2022-01-02, 1/1",
        "2021-01-01.., 2021-01-01..2021-01-31, 2024-06-30..2024-06-30, 1/1",
        "2021-01-01..2021-01-31, 2021-02-20..2021-03-05, 2021-04-03.., 1/1",
        "2022-01-31..2024-02-01, 2024-03-01..2024-03-01, 2024-03-30.., 1/1",
        "2022-01-31..2024-02-01, 2024-03-02..2024-03-02, 2024-03-30.., 0/1",
    })
    void at_most_28_days_do_not_break_a_spell(String first, String second, String third, String expected) {
        String[] spells = java.util.stream.Stream.of(first, second, third)
                .filter(spell -> !spell.isEmpty())
                .toArray(String[]::new);

        assertThat(count(new LocalRule.LongSpells(List.of("Kontanthjælp"), 24), Register.SAMTALER, "2024Q2", spells))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} in {2}: {3}")
    @CsvSource({
        // end + 365 days: 2024 has a 29 February
        "2023-01-01..2023-04-02, '',           2024Q2, 0/1",
        "2023-01-01..2023-04-01, '',           2024Q2, 0/0",
        "2023-01-01..2023-04-01, '',           2024Q1, 0/1",
        "2023-01-01..2023-07-01, '',           2024Q2, 0/1",
        "2023-01-01..2023-07-02, '',           2024Q2, 0/0",
        "2023-01-01..2023-05-01, 2023-05-30..2023-06-01, 2024Q2, 0/1",
        "2023-01-01..2023-05-01, 2023-05-31..2023-06-01, 2024Q2, 0/2",
        "2023-01-01..2023-05-01, 2023-05-30.., 2024Q2, 0/0",
        "2023-01-01..2023-05-01, 2023-01-01.., 2024Q2, 0/0",
        "2023-01-01..2023-01-01, '',           2024H1, 0/1",
    })
    void a_spell_is_counted_where_365_days_after_its_end_fall(
            String first, String second, String period, String expected) {
        String[] spells = second.isEmpty() ? new String[] {first} : new String[] {first, second};

        assertThat(count(
                        new LocalRule.StatusAfterSpell(List.of("Kontanthjælp"), 365, List.of("Uddannelse")),
                        Register.ARBEJDSMARKEDSSTATUS,
                        period,
                        spells))
                .isEqualTo(expected);
    }
}
