package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Address;
import dk.maaltal.register.ProductionUnit.Company;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.register.ProductionUnit.Span;
import dk.maaltal.register.Register;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measure 6.8: which workplaces are large, and how an offer or an absence finds its own. R is 30 June 2024. */
class LocalWorkplaceTest {
    private static final int JUNE = 2024 * 12 + 5;
    private static final Span ALWAYS = new Span(null, null);

    private static ProductionUnit unit(long p, long cvr, Headcount... sizes) {
        return new ProductionUnit(
                p,
                List.of(ALWAYS),
                List.of(new Address("707", ALWAYS)),
                List.of(new Company(cvr, ALWAYS)),
                List.of(sizes));
    }

    private static ProductionUnit large(long p, long cvr) {
        return unit(p, cvr, new Headcount(JUNE, 51, 50, 99));
    }

    private static Row cell(FakeRegisters registers) {
        return LocalCells.cell("6.8", registers, "2024Q2");
    }

    private static FakeRegisters registers(String offer, String absence, ProductionUnit... units) {
        FakeRegisters registers = new FakeRegisters()
                .units("2024-07-01", Set.of(1000000099L), units)
                .taken(Register.TILBUD)
                .taken(Register.SYGEFRAVAER);
        if (!offer.isEmpty()) {
            registers.rows(Register.TILBUD, offer);
        }
        if (!absence.isEmpty()) {
            registers.rows(Register.SYGEFRAVAER, absence);
        }
        return registers;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // months before June, employees, band: N, size_unknown
                "0, 51, 50, 99,   1, 0",
                "0, 50, 50, 99,   0, 0",
                "0, -,  50, 99,   0, 1",
                "0, -,  20, 49,   0, 0",
                "0, -,  100, 199, 1, 0",
                "0, -,  1000, -,  1, 0",
                "0, -,  -, -,     0, 1",
                "3, 51, 50, 99,   1, 0",
                "4, 51, 50, 99,   0, 0",
                "4, -,  50, 99,   0, 0",
                "-1, 51, 50, 99,  0, 0",
            })
    void the_newest_month_up_to_r_and_no_older_than_three_tells_the_size(
            int ago,
            @Nullable Integer employees,
            @Nullable Integer least,
            @Nullable Integer most,
            int of,
            int unknown) {
        FakeRegisters registers =
                registers("", "", unit(1000000001L, 1, new Headcount(JUNE - ago, employees, least, most)));

        Row cell = cell(registers);

        assertThat(LocalCells.text(cell)).isEqualTo(of == 0 ? "NO_POPULATION - = - / -" : "OK 0 = 0 / 1");
        if (of == 1) {
            assertThat(cell.attributes())
                    .isEqualTo("{\"matched_by_cvr\":\"0\",\"matched_by_p\":\"0\",\"size_unknown\":\"%d\"}"
                            .formatted(unknown));
        }
        Row beside = cell(registers(
                "",
                "",
                unit(1000000001L, 1, new Headcount(JUNE - ago, employees, least, most)),
                large(1000000002L, 2)));
        assertThat(beside.denominator()).isEqualByComparingTo(Integer.toString(of + 1));
        assertThat(beside.attributes()).contains("\"size_unknown\":\"%d\"".formatted(unknown));
    }

    @Test
    void a_newer_month_takes_over_from_an_older_one() {
        ProductionUnit shrunk =
                unit(1000000001L, 1, new Headcount(JUNE - 1, 500, 500, 999), new Headcount(JUNE, 40, 20, 49));
        ProductionUnit later =
                unit(1000000002L, 2, new Headcount(JUNE, 60, 50, 99), new Headcount(JUNE + 1, 10, 10, 19));

        ProductionUnit silent =
                unit(1000000003L, 3, new Headcount(JUNE - 1, 60, 50, 99), new Headcount(JUNE, null, null, null));

        Row cell = cell(registers("", "", shrunk, later, silent));
        assertThat(cell.denominator()).isEqualByComparingTo("1");
        assertThat(cell.attributes()).contains("\"size_unknown\":\"1\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // active until, here until, elsewhere from: counted
                "2024-06-30, -,          true",
                "2024-06-29, -,          false",
                "-,          2024-06-30, true",
                "-,          2024-06-29, false",
            })
    void a_workplace_counts_where_and_while_it_is(
            @Nullable LocalDate ceased, @Nullable LocalDate moved, boolean counted) {
        List<Address> addresses = new ArrayList<>(List.of(new Address("707", new Span(null, moved))));
        if (moved != null) {
            addresses.add(new Address("751", new Span(moved.plusDays(1), null)));
        }
        ProductionUnit unit = new ProductionUnit(
                1000000001L,
                List.of(new Span(null, ceased)),
                addresses,
                List.of(),
                List.of(new Headcount(JUNE, 51, null, null)));

        assertThat(cell(registers("", "", unit)).state()).isEqualTo(counted ? CellState.OK : CellState.NO_POPULATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        1;Småjob;2024-01-01;2024-02-01;1000000001;;;                 | '' | 1 1 0
        1;Mentor;2024-01-01;2024-02-01;1000000001;;;                 | '' | 0 0 0
        1;Småjob;2023-01-01;2023-07-01;1000000001;;;                 | '' | 1 1 0
        1;Småjob;2023-01-01;2023-06-30;1000000001;;;                 | '' | 0 0 0
        1;Småjob;2024-06-30;;1000000001;;;                           | '' | 1 1 0
        1;Småjob;2024-07-01;;1000000001;;;                           | '' | 0 0 0
        1;Småjob;2022-01-01;;1000000001;;;                           | '' | 1 1 0
        1;Småjob;2024-01-01;;;10000001;;                             | '' | 1 0 1
        1;Småjob;2024-01-01;;;10000002;;                             | '' | 0 0 0
        1;Småjob;2024-01-01;;1000000077;10000001;;                   | '' | 1 0 1
        1;Småjob;2024-01-01;;1000000077;10000002;;                   | '' | 0 0 0
        1;Småjob;2024-01-01;;1000000099;10000001;;                   | '' | 0 0 0
        1;Småjob;2024-01-01;;1000000004;10000001;;                   | '' | 0 0 0
        1;Småjob;2024-01-01;;1000000001;10000009;;                   | '' | 1 1 0
        1;Småjob;2024-01-01;;;;;                                     | '' | 0 0 0
        '' | 1;2022-01-01;2024-06-30;;1000000001;                     | 1 1 0
        '' | 1;2022-01-01;;;1000000001;                               | 0 0 0
        '' | 1;2022-01-01;2024-07-01;;1000000001;                     | 0 0 0
        '' | 1;2022-01-01;2022-06-01;2023-07-01;;10000001             | 1 0 1
        '' | 1;2022-01-01;2022-06-01;2023-06-30;1000000001;           | 0 0 0
        1;Småjob;2024-01-01;;;10000001;; | 1;2022-01-01;2024-01-01;;1000000001; | 1 1 0
        1;Småjob;2024-01-01;;1000000002;;; | 1;2022-01-01;2024-01-01;;;10000001 | 2 1 1
        """)
    void a_p_number_decides_and_a_cvr_number_only_where_it_cannot(String offer, String absence, String expected) {
        // 1 is its company's only one; 2 and 3 are one company's; 4 is known but small.
        FakeRegisters registers = registers(
                offer,
                absence,
                large(1000000001L, 10000001L),
                large(1000000002L, 10000002L),
                large(1000000003L, 10000002L),
                unit(1000000004L, 10000001L, new Headcount(JUNE, 5, null, null)));

        Row cell = cell(registers);

        String[] part = expected.split(" ");
        assertThat(cell.numerator()).isEqualByComparingTo(part[0]);
        assertThat(cell.denominator()).isEqualByComparingTo("3");
        assertThat(cell.attributes())
                .isEqualTo("{\"matched_by_cvr\":\"%s\",\"matched_by_p\":\"%s\",\"size_unknown\":\"0\"}"
                        .formatted(part[2], part[1]));
    }

    /** Rows of 10000001, whose only large workplace is 1000000001; CVR knows 1000000099 elsewhere. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
        TILBUD | 1;Småjob;2024-01-01;;1000000077;10000001;;  | '' | STALE 0 = 0 / 1 | 1
        TILBUD | 1;Småjob;2024-01-01;;1000000077;;;          | '' | STALE 0 = 0 / 1 | 1
        TILBUD | 1;Småjob;2023-01-01;2023-07-01;1000000077;10000001;; | '' | STALE 0 = 0 / 1 | 1
        TILBUD | 1;Småjob;2023-01-01;2023-06-30;1000000077;10000001;; | '' | OK 0 = 0 / 1    | -
        TILBUD | 1;Småjob;2024-07-01;;1000000077;10000001;;  | '' | OK 0 = 0 / 1      | -
        TILBUD | 1;Mentor;2024-01-01;;1000000077;10000001;;  | '' | OK 0 = 0 / 1      | -
        TILBUD | 1;Småjob;2024-01-01;;1000000099;10000001;;  | '' | OK 0 = 0 / 1      | -
        TILBUD | 1;Småjob;2024-01-01;;1000000001;10000001;;  | '' | OK 100 = 1 / 1    | -
        TILBUD | 1;Småjob;2024-01-01;;;10000001;;            | '' | OK 100 = 1 / 1    | -
        TILBUD | 1;Småjob;2024-01-01;;1100000000;10000001;;  | '' | OK 100 = 1 / 1    | -
        TILBUD | 1;Småjob;2024-01-01;;1099999999;10000001;;  | '' | STALE 0 = 0 / 1   | 1
        TILBUD | '' | 1;2022-01-01;2024-01-01;;1000000077;10000001 | OK 100 = 1 / 1   | -
        SYGEFRAVAER | '' | 1;2022-01-01;2024-01-01;;1000000077;10000001 | STALE 0 = 0 / 1 | 1
        SYGEFRAVAER | 1;Småjob;2024-01-01;;1000000077;10000001;; | '' | OK 100 = 1 / 1 | -
        SYGEFRAVAER | 1;Småjob;2024-01-01;;;10000001;; | 1;2022-01-01;2024-01-01;;1000000077; | STALE 100 = 1 / 1 | 1
        """)
    void a_p_number_nobody_looked_up_is_not_one_that_cvr_does_not_know(
            Register newer, String offer, String absence, String expected, String left) {
        FakeRegisters registers =
                registers(offer, absence, large(1000000001L, 10000001L)).notLookedUp(newer);

        Evaluated evaluated = LocalCells.evaluate(LocalCells.shipped("6.8"), registers, "2024Q2", LocalCells.LATE);

        Row cell = LocalCells.row(evaluated, "value");
        assertThat(LocalCells.text(cell)).isEqualTo(expected);
        if (left.equals("-")) {
            assertThat(cell.attributes()).doesNotContain("not_looked_up");
            assertThat(evaluated.gaps()).isEmpty();
        } else {
            assertThat(cell.attributes()).contains("\"not_looked_up\":\"%s\"".formatted(left));
            assertThat(cell.reason()).isEqualTo(Reason.STALE);
            assertThat(evaluated.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.kind()).isEqualTo(Gap.Kind.LAST_KNOWN);
                assertThat(gap.problem().toString())
                        .contains("2024-07-01", newer.text() + " of 2026-01-01")
                        .doesNotContainPattern("\\d{10}");
            });
        }
    }

    @Test
    void rows_that_were_not_looked_up_are_counted_over_all_persons() {
        FakeRegisters registers = registers(
                        "1;Småjob;2024-01-01;;1000000077;10000001;;", "", large(1000000001L, 10000001L))
                .rows(
                        Register.TILBUD,
                        "2;Småjob;2024-01-01;;1000000078;10000001;;",
                        "2;Småjob;2024-02-01;;1000000078;;;",
                        "3;Småjob;2024-01-01;;1000000001;;;")
                .notLookedUp(Register.TILBUD);

        Row cell = cell(registers);

        assertThat(LocalCells.text(cell)).isEqualTo("STALE 100 = 1 / 1");
        assertThat(cell.status()).isEqualTo(Status.MET);
        assertThat(cell.attributes())
                .isEqualTo(
                        "{\"matched_by_cvr\":\"0\",\"matched_by_p\":\"1\",\"not_looked_up\":\"3\",\"size_unknown\":\"0\"}");
    }

    @Test
    void four_of_five_is_not_more_than_80_percent() {
        FakeRegisters registers = registers("", "");
        ProductionUnit[] units = new ProductionUnit[5];
        for (int i = 0; i < units.length; i++) {
            units[i] = large(1000000001L + i, 10000001L + i);
            registers.rows(Register.TILBUD, "1;Løntilskud;2024-0%d-01;;%d;;;".formatted(i + 1, 1000000001L + i));
        }
        registers.units("2024-06-30", Set.of(), units);
        assertThat(cell(registers).status()).isEqualTo(Status.MET);

        units[4] = large(1000000006L, 10000006L);
        Row four = cell(registers.units("2024-06-30", Set.of(), units));
        assertThat(LocalCells.text(four)).isEqualTo("OK 80 = 4 / 5");
        assertThat(four.status()).isEqualTo(Status.NOT_MET);
        assertThat(four.sourceUpdatedOn()).isEqualTo("2026-01-01");
    }

    @Test
    void cvr_read_before_r_has_not_come_to_the_period() {
        FakeRegisters registers = registers("", "", large(1000000001L, 1)).units("2024-06-29", Set.of(), large(1, 1));

        assertThat(cell(registers).state()).isEqualTo(CellState.NOT_PUBLISHED);
        assertThat(cell(registers).attributes()).isNull();
    }
}
