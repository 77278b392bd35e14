package dk.maaltal.measure;

import static dk.maaltal.measure.LocalCells.cell;
import static dk.maaltal.measure.LocalCells.text;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.Register;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measures from sheets and cases: 2.1, 5.2, 6.1, 6.3, 6.5, 6.6, 6.7, 6.12, 6.13. */
class LocalSheetTest {
    private static final String ON = "%s;%s;Rehabiliteringsteam;Pensionsnævn";
    private static final String BACK = "%s;%s;Pensionsnævn;Rehabiliteringsteam";

    private static FakeRegisters cases(String... moves) {
        FakeRegisters registers = new FakeRegisters().taken(Register.VANDRENDE_SAGER);
        for (String move : moves) {
            String[] part = move.split(" ");
            registers.rows(Register.VANDRENDE_SAGER, (part[1].equals("on") ? ON : BACK).formatted(part[0], part[2]));
        }
        return registers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a on 2024-01-01, a back 2024-03-31                      | 1 0 1
        a on 2024-01-01, a back 2024-01-01                      | 1 0 1
        a on 2024-01-02, a back 2024-01-01                      | 0 0 0
        a back 2024-01-01                                       | 0 0 0
        a on 2023-05-01, a back 2024-04-01                      | 0 1 1
        a on 2024-01-01, a back 2024-01-05, a back 2024-02-05   | 1 0 1
        a on 2024-01-01, a back 2024-01-05, a back 2024-04-05   | 1 1 2
        a on 2024-01-01, b back 2024-01-05                      | 0 0 0
        a on 2024-01-01, a back 2024-01-05, b on 2024-01-01, b back 2024-06-30 | 1 1 2
        """)
    void a_case_sent_back_counts_once_a_quarter_and_a_half_year_is_the_sum(String moves, String counts) {
        FakeRegisters registers = cases(moves.split(", "));
        List<String> found = new ArrayList<>();
        for (String period : List.of("2024Q1", "2024Q2", "2024H1")) {
            found.add(Cells.plain(cell("2.1", registers, period).value()));
        }

        assertThat(String.join(" ", found)).isEqualTo(counts);
    }

    /** Sent back in the quarters of 2023: 1, 3, 3, 2; and in 2024Q1 {@code now}, in 2026Q1 one. */
    private static FakeRegisters quarters(int now) {
        List<String> moves = new ArrayList<>();
        String[] days = {"2023-01-10", "2023-04-10", "2023-07-10", "2023-10-10", "2024-01-10", "2026-01-10"};
        int[] count = {1, 3, 3, 2, now, 1};
        for (int quarter = 0; quarter < days.length; quarter++) {
            for (int i = 0; i < count[quarter]; i++) {
                moves.add("%d-%d on 2022-12-01".formatted(quarter, i));
                moves.add("%d-%d back %s".formatted(quarter, i, days[quarter]));
            }
        }
        FakeRegisters registers = new FakeRegisters().extracted("2026-10-01").taken(Register.VANDRENDE_SAGER);
        for (String move : moves) {
            String[] part = move.split(" ");
            registers.rows(Register.VANDRENDE_SAGER, (part[1].equals("on") ? ON : BACK).formatted(part[0], part[2]));
        }
        return registers;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "3, 2024Q1, 3, MET,            -,                <= ceiling of 2023, 3, 0,  1",
                "4, 2024Q1, 4, NOT_MET,        -,                <= ceiling of 2023, 3, 1,  1",
                "0, 2024Q1, 0, MET,            -,                <= ceiling of 2023, 3, -3, 1",
                "4, 2024H1, 4, NO_TARGET,      -,                -,                  -, -,  4",
                "4, 2024,   4, NO_TARGET,      -,                -,                  -, -,  9",
                "4, 2026Q1, 1, NOT_ASSESSABLE, DEFINITION_BREAK, <= ceiling of 2023, -, -,  0",
                "4, 2026H1, 1, NO_TARGET,      DEFINITION_BREAK, -,                  -, -,  0",
                "4, 2025Q4, 0, MET,            -,                <= ceiling of 2023, 3, -3, 0",
            })
    void a_quarter_is_held_against_the_highest_of_2023_until_the_definition_breaks(
            int now,
            String period,
            String value,
            Status status,
            @Nullable Reason reason,
            @Nullable String target,
            @Nullable String level,
            @Nullable String deviation,
            String previous) {
        Row cell = cell("2.1", quarters(now), period);

        assertThat(text(cell)).isEqualTo("OK %s = %s / -".formatted(value, value));
        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.reason()).isEqualTo(reason);
        assertThat(cell.targetText()).isEqualTo(target);
        assertThat(Cells.plain(cell.targetValue())).isEqualTo(level == null ? "-" : level);
        assertThat(Cells.plain(cell.deviation())).isEqualTo(deviation == null ? "-" : deviation);
        assertThat(Cells.plain(cell.previousValue())).isEqualTo(previous);
        assertThat(cell.attributes())
                .isEqualTo(
                        period.contains("Q") ? "{\"ceiling_from\":\"2023Q2, 2023Q3\"}" : "{\"sum_of\":\"quarters\"}");
    }

    @Test
    void a_register_that_does_not_reach_back_over_2023_tells_no_ceiling() {
        Row cell = cell("2.1", quarters(3).from(Register.VANDRENDE_SAGER, "2023-01-02", false), "2024Q1");

        assertThat(cell.value()).isEqualByComparingTo("3");
        assertThat(cell.targetValue()).isNull();
        assertThat(cell.status()).isEqualTo(Status.NOT_ASSESSABLE);
        assertThat(cell.reason()).isEqualTo(Reason.NO_BENCHMARK);
        assertThat(cell.attributes()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "5.2,  2024Q1, OK 5 = 5 / -",
        "5.2,  2024Q2, SUPPRESSED - = - / -",
        "5.2,  2024H1, SUPPRESSED - = - / -",
        "5.2,  2024Q3, OK 0 = 0 / -",
        "6.13, 2024Q1, OK 7 = 7 / -",
        "6.13, 2024H1, OK 7 = 7 / -",
    })
    void hirings_are_summed_and_a_hidden_number_hides_the_sum(String measure, String period, String expected) {
        FakeRegisters registers = new FakeRegisters()
                .rows(
                        Register.ANSAETTELSER,
                        "2024-01-01;Fleksjob;2",
                        "2024-03-31;Skånejob;3",
                        "2024-02-01;Lærling;3",
                        "2024-02-01;Elev;4",
                        "2024-02-01;Ordinær;<5",
                        "2024-04-01;Løntilskud;<5",
                        "2024-04-02;Seniorjob;9");

        assertThat(text(cell(measure, registers, period))).isEqualTo(expected);
    }

    @Test
    void an_order_nobody_says_how_full_it_is_hides_the_fill_rate_but_is_an_order() {
        FakeRegisters registers =
                new FakeRegisters().rows(Register.JOBORDRER, "a;2024-01-01;;;9;<5;", "b;2024-01-02;;;<5;1;");

        assertThat(text(cell("6.1 fill_rate", registers, "2024Q1"))).isEqualTo("SUPPRESSED - = - / -");
        assertThat(text(cell("6.1 orders_per_month", registers, "2024H1"))).isEqualTo("OK 0.3333 = 2 / 6");
        assertThat(text(cell("6.1 fill_rate", registers, "2024Q2"))).isEqualTo("NO_POPULATION - = - / -");
    }

    @ParameterizedTest
    @CsvSource({
        "6.3, 2024Q1, OK 35 = 70 / 200,           2023/2024",
        "6.3, 2024,   OK 35 = 70 / 200,           2023/2024",
        "6.3, 2025H1, PRELIMINARY 35 = 70 / 200,  2023/2024",
        "6.3, 2026H1, NOT_PUBLISHED - = - / -,    2025/2026",
        "6.5, 2024H1, SUPPRESSED - = - / -,       2023/2024",
        "6.5, 2023H2, OK 55 = 110 / 200,          2022/2023",
        "6.3, 2022H2, NOT_PUBLISHED - = - / -,    2021/2022",
        "6.3, 2023H2, NOT_PUBLISHED - = - / -,    2022/2023",
    })
    void pupils_choices_are_those_of_the_school_year_that_ends_in_the_year(
            String measure, String period, String expected, String about) {
        FakeRegisters registers = new FakeRegisters()
                .extracted("2026-10-01")
                .rows(
                        Register.UNGDOMSVALG,
                        "2023/2024;Erhvervsuddannelse;40;120",
                        "2023/2024; ERHVERVSUDDANNELSE;30;80",
                        "2023/2024;Gymnasial;100;120",
                        "2023/2024;gymnasial;<5;80",
                        "2023/2024;Andet;5;200",
                        "2022/2023;Gymnasial;110;200",
                        "2022/2023;Andet;60;200");

        Row cell = cell(measure, registers, period);

        assertThat(text(cell)).isEqualTo(expected);
        assertThat(cell.referencePeriod()).isEqualTo(about);
        assertThat(cell.provisional()).isEqualTo(expected.startsWith("PRELIMINARY"));
    }

    @ParameterizedTest
    @CsvSource({
        "6.3, 2024, PRELIMINARY 35 = 70 / 200,  2022/2023",
        "6.5, 2024, OK 0 = 0 / 200,             2023/2024",
        "6.3, 2025, NOT_PUBLISHED - = - / -,    2024/2025",
        "6.5, 2025, PRELIMINARY 0 = 0 / 200,    2023/2024",
    })
    void a_school_year_with_other_choices_alone_is_not_out_for_this_one(
            String measure, String period, String expected, String about) {
        FakeRegisters registers = new FakeRegisters()
                .extracted("2026-10-01")
                .rows(
                        Register.UNGDOMSVALG,
                        "2022/2023;Erhvervsuddannelse;70;200",
                        "2023/2024;Gymnasial;0;200",
                        "2023/2024;Andet;5;200",
                        "2024/2025;Andet;5;200");

        Row cell = cell(measure, registers, period);

        assertThat(text(cell)).isEqualTo(expected);
        assertThat(cell.referencePeriod()).isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        2024Q2 | OK 80 = 160 / 200           | 2024 | NOT_DUE        | {"required_per_year":"1.6667"}
        2025   | PRELIMINARY 80 = 160 / 200  | 2024 | NOT_DUE        | {"required_per_year":"2","wanted":"2025"}
        2026H1 | PRELIMINARY 80 = 160 / 200  | 2024 | NOT_DUE        | {"required_per_year":"2.5","wanted":"2026"}
        2023   | OK 95 = 190 / 200           | 2023 | NOT_DUE        | {"required_per_year":"0"}
        2022   | SOURCE_MISSING - = - / -    | 2022 | NOT_DUE        | -
        2021   | SOURCE_MISSING - = - / -    | 2021 | NOT_DUE        | -
        2020   | SUPPRESSED - = - / -        | 2020 | NO_TARGET      | -
        2019   | NOT_PUBLISHED - = - / -     | 2019 | NO_TARGET      | -
        """)
    void a_long_range_target_is_not_due_and_says_what_each_year_must_bring(
            String period, String expected, String about, Status status, @Nullable String attributes) {
        FakeRegisters registers = new FakeRegisters()
                .extracted("2026-10-01")
                .rows(
                        Register.UNGE_25,
                        "2024;200;160",
                        "2023;200;190",
                        // one year twice, and more than everyone
                        "2022;200;150",
                        "2022;201;150",
                        "2021;200;201",
                        "2020;200;<5");

        Row cell = cell("6.6", registers, period);

        assertThat(text(cell)).isEqualTo(expected);
        assertThat(cell.referencePeriod()).isEqualTo(about);
        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.attributes()).isEqualTo(attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        2024Q2 | OK 8 = 16 / 200          | 2024-06-01 | 8    | MET            | -
        2024   | OK 8 = 16 / 200          | 2024-06-01 | 8    | MET            | -
        2025Q2 | NOT_PUBLISHED - = - / -  | 2025Q2     | -    | NOT_ASSESSABLE | NOT_PUBLISHED
        2024Q1 | OK 9 = 18 / 200          | 2023-03-31 | 8.95 | NOT_MET        | -
        2023Q4 | OK 9 = 18 / 200          | 2023-03-31 | 8.95 | NOT_MET        | -
        2022Q4 | OK 7 = 14 / 200          | 2022-12-31 | -    | NOT_ASSESSABLE | NO_BENCHMARK
        2021Q4 | SOURCE_MISSING - = - / - | 2021-06-30 | 8    | NOT_ASSESSABLE | SOURCE_MISSING
        """)
    void those_outside_are_held_against_the_benchmark_in_their_own_row(
            String period,
            String expected,
            String about,
            @Nullable String level,
            Status status,
            @Nullable Reason reason) {
        FakeRegisters registers = new FakeRegisters()
                .extracted("2026-10-01")
                .rows(
                        Register.UNGE_REST,
                        "2024-06-01;200;16;8.0",
                        "2023-03-31;200;18;8.95",
                        "2022-12-31;200;14;",
                        "2021-06-30;200;14;8",
                        "2021-06-30;200;15;8");

        Row cell = cell("6.7", registers, period);

        assertThat(text(cell)).isEqualTo(expected);
        assertThat(cell.referencePeriod()).isEqualTo(about);
        assertThat(Cells.plain(cell.targetValue())).isEqualTo(level == null ? "-" : level);
        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.reason()).isEqualTo(reason);
        assertThat(cell.targetText()).isEqualTo("<= benchmark");
    }

    @Test
    void a_row_of_a_period_the_extract_has_not_come_to_is_not_spoken_of() {
        FakeRegisters registers = new FakeRegisters()
                .extracted("2024-06-29")
                .rows(Register.UNGE_REST, "2024-06-01;200;16;8.0")
                .rows(Register.UNGE_25, "2023;200;160");

        Row outside = cell("6.7", registers, "2024H1");
        Row completed = cell("6.6", registers, "2024H1");

        assertThat(outside.state()).isEqualTo(CellState.NOT_PUBLISHED);
        assertThat(outside.referencePeriod()).isEqualTo("2024H1");
        assertThat(outside.targetValue()).isNull();
        assertThat(completed.state()).isEqualTo(CellState.NOT_PUBLISHED);
        assertThat(completed.referencePeriod()).isEqualTo("2024");
        assertThat(completed.attributes()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2024H1, OK 12 = 12 / -,          MET",
        "2024H2, OK 0 = 0 / -,            NOT_ASSESSABLE",
        "2023H2, SUPPRESSED - = - / -,    NOT_ASSESSABLE",
        "2025H1, NOT_PUBLISHED - = - / -, NOT_ASSESSABLE",
        "2022H1, SOURCE_MISSING - = - / -,NOT_ASSESSABLE",
    })
    void participants_are_those_of_the_half_years_row(String period, String expected, Status status) {
        FakeRegisters registers = new FakeRegisters()
                .rows(
                        Register.DANSKUDDANNELSE,
                        "2024H1;12",
                        "2024H2;0",
                        "2023H1;11",
                        "2023H2;<5",
                        "2022H1;3",
                        "2022H1;4");

        Row cell = cell("6.12", registers, period);

        assertThat(text(cell)).isEqualTo(expected);
        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.referencePeriod()).isEqualTo(period);
    }

    @Test
    void a_sheet_that_contradicts_itself_is_a_gap() {
        FakeRegisters registers = new FakeRegisters().rows(Register.UNGE_25, "2024;200;150", "2024;201;150");

        Evaluated evaluated = LocalCells.evaluate(LocalCells.shipped("6.6"), registers, "2024", LocalCells.LATE);

        assertThat(evaluated.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.MISSING);
            assertThat(gap.problem().where()).isEqualTo("register unge_25");
            assertThat(gap.problem().what()).isEqualTo("it has two rows for 2024, and they differ");
        });
    }
}
