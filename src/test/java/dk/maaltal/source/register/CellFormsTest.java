package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.Column;
import java.time.LocalDate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How each kind of cell is read, and how it is not. */
class CellFormsTest {
    private static final Days DAYS = new Days(true, false);

    private static long read(ToLongFunction<Text> reader, @Nullable String cell, int kind) {
        String text = cell == null ? "" : cell;
        return reader.applyAsLong(new Text().set(text.toCharArray(), 0, text.length(), kind));
    }

    private static void expect(ToLongFunction<Text> reader, String cell, @Nullable Long expected, int kind) {
        long value = read(reader, cell, kind);
        if (expected == null) {
            assertThat(Faults.is(value)).as("%s was read as %d", cell, value).isTrue();
        } else {
            assertThat(value).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        2024-06-30                   | 2024-06-30
        30-06-2024                   | 2024-06-30
        30.06.2024                   | 2024-06-30
        30/06/2024                   | 2024-06-30
        1-6-2024                     | 2024-06-01
        `  30-06-2024\u00a0`         | 2024-06-30
        29-02-2024                   | 2024-02-29
        2024-06-01 00:00:00          | 2024-06-01
        01-06-2024 00:00             | 2024-06-01
        01.06.2024 09.30             | 2024-06-01
        2024-06-01T00:00:00          | 2024-06-01
        2024-06-01T23:59:59.999      | 2024-06-01
        2026-09-03T22:00:00Z         | 2026-09-04
        2026-09-03T21:59:59Z         | 2026-09-03
        2026-01-03T23:00:00.000Z     | 2026-01-04
        2026-01-03T22:59:59Z         | 2026-01-03
        2024-03-31T22:00:00Z         | 2024-04-01
        2024-06-01T00:00:00+02:00    | 2024-06-01
        2024-06-01T00:00:00+0200     | 2024-06-01
        2024-06-01T23:00:00-05:00    | 2024-06-02
        45474                        | 2024-07-01
        1900-01-01                   | 1900-01-01
        9999-12-31                   | 9999-12-31
        29-02-2023                   |
        29-02-1900                   |
        31-02-2024                   |
        31-04-2024                   |
        00-06-2024                   |
        01-13-2024                   |
        2024-00-01                   |
        1899-12-31                   |
        01-06-24                     |
        20240601                     |
        2024/06/01                   |
        01-06.2024                   |
        2024-06-01x                  |
        2024-06-01 24:00             |
        2024-06-01T                  |
        2024-06-01T10                |
        2024-06-01T10:00:00+25:00    |
        2024-06-01 10:00:00.         |
        1. juni 2024                 |
        4547                         |
        454740                       |
        -01-2024                     |
        01--2024                     |
        ０１-06-2024                  |
        """)
    void reads_dates(String cell, @Nullable LocalDate expected) {
        expect(DAYS::day, cell, expected == null ? null : expected.toEpochDay(), 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        45474      | 2024-07-01
        45474.99   | 2024-07-01
        10000      | 1927-05-18
        80000      | 2119-01-11
        80001      |
        202311     |
        20231130   |
        2958465    |
        2024       |
        9999       |
        1.0E10     |
        """)
    void reads_day_numbers_of_a_workbook(String cell, @Nullable LocalDate expected) {
        expect(DAYS::day, cell, expected == null ? null : expected.toEpochDay(), Text.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"202311", "2024", "2023.11", "112023", "80001"})
    void takes_no_number_for_a_month_unless_it_is_a_day_near_our_time(String cell) {
        expect(DAYS::month, cell, null, Text.NUMBER);
        expect(DAYS::day, cell, null, Text.NUMBER);
        expect(DAYS::month, "45474", 2024L * 12 + 6, Text.NUMBER);
    }

    @Test
    void takes_no_five_digits_of_a_text_file_for_a_day_far_away() {
        expect(DAYS::day, "80001", null, 0);
        expect(DAYS::day, "00061", null, 0);
    }

    @ParameterizedTest(name = "{0} -> {1} or {2}")
    @CsvSource(delimiter = '|', textBlock = """
        0      |            | 1904-01-01
        1      | 1900-01-01 | 1904-01-02
        59     | 1900-02-28 | 1904-02-29
        60     |            | 1904-03-01
        61     | 1900-03-01 | 1904-03-02
        44012  | 2020-06-30 | 2024-07-01
        2958465 | 9999-12-31 |
        2958466 |            |
        """)
    void knows_the_leap_day_of_1900_that_never_was_and_the_count_from_1904(
            String cell, @Nullable LocalDate from1900, @Nullable LocalDate from1904) {
        int kind = Text.NUMBER | Text.DATED;
        expect(DAYS::day, cell, from1900 == null ? null : from1900.toEpochDay(), kind);
        expect(new Days(true, true)::day, cell, from1904 == null ? null : from1904.toEpochDay(), kind);
    }

    @Test
    void takes_no_day_number_in_a_text_file_unless_the_layout_says_so() {
        expect(new Days(false, false)::day, "45474", null, 0);
        expect(new Days(false, false)::month, "45474", null, 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2024-06     | 2024-06-01
        2024-6      | 2024-06-01
        06-2024     | 2024-06-01
        6.2024      | 2024-06-01
        06/2024     | 2024-06-01
        2024M06     | 2024-06-01
        2024m12     | 2024-12-01
        2024-06-17  | 2024-06-01
        30-06-2024  | 2024-06-01
        2024-06-30T22:00:00Z | 2024-07-01
        45474       | 2024-07-01
        2024-13     |
        13-2024     |
        2024M6      |
        2024-00     |
        202406      |
        2024        |
        juni 2024   |
        """)
    void reads_months(String cell, @Nullable LocalDate expected) {
        expect(DAYS::month, cell, expected == null ? null : expected.getYear() * 12L + expected.getMonthValue() - 1, 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0               | 0
        12              | 12
        007             | 7
        1.234           | 1234
        1.234.567       | 1234567
        1 234           | 1234
        1\u00a0234\u00a0567 | 1234567
        12,0            | 12
        12.0            | 12
        12.00           | 12
        1.234,00        | 1234
        99999999        | 99999999
        99.999.999,0    | 99999999
        100000000       |
        100.000.000     |
        0709614321      |
        709614321       |
        000000007       |
        070961 4321     |
        070961-4321     |
        12,5            |
        12.5            |
        0.123           |
        012.345         |
        0 123           |
        0.123.456       |
        0.000           | 0
        1,234           |
        1.23            |
        1234.567        |
        12.34.567       |
        1.234 567       |
        .5              |
        5,              |
        -5              |
        +5              |
        5-              |
        1E5             |
        12 %            |
        <5              |
        tolv            |
        ''              |
        """)
    void reads_whole_numbers(String cell, @Nullable Long expected) {
        expect(text -> Numbers.whole(text, DecimalMark.EITHER), cell, expected, 0);
    }

    @ParameterizedTest(name = "{0} -> {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1,4             | 1400000    | 1400000    |
        1,4 %           | 1400000    | 1400000    |
        1,4%            | 1400000    | 1400000    |
        1.4             | 1400000    |            | 1400000
        1.234           | 1234000    | 1234000000 | 1234000
        1.234,56        | 1234560000 | 1234560000 |
        1234,56         | 1234560000 | 1234560000 |
        1 234,56        | 1234560000 | 1234560000 |
        1,234.56        |            |            | 1234560000
        1.234.567       | 1234567000000 | 1234567000000 |
        0,0000004       | 0          | 0          |
        0.123           | 123000     |            | 123000
        0,0000005       | 1          | 1          |
        0,1234564999    | 123456     | 123456     |
        1,2,3           |            |            |
        12,             |            |            |
        ,5              |            |            |
        -1,0            |            |            |
        %               |            |            |
        1,4 % %         |            |            |
        99999999,5      | 99999999500000 | 99999999500000 |
        100000000,5     |            |            |
        0709614321      |            |            |
        709614321       |            |            |
        000000007,5     |            |            |
        """)
    void reads_decimals_by_the_mark_of_the_layout(
            String cell, @Nullable Long either, @Nullable Long comma, @Nullable Long point) {
        expect(text -> Numbers.decimal(text, DecimalMark.EITHER), cell, either, 0);
        expect(text -> Numbers.decimal(text, DecimalMark.COMMA), cell, comma, 0);
        expect(text -> Numbers.decimal(text, DecimalMark.POINT), cell, point, 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        1.234                | 1234000
        7.400000000000000035 | 7400000
        1234.5               | 1234500000
        """)
    void reads_number_cells_with_a_point_whatever_the_layout_says(String cell, Long expected) {
        expect(text -> Numbers.decimal(text, DecimalMark.COMMA), cell, expected, Text.NUMBER);
        expect(text -> Numbers.whole(text, DecimalMark.EITHER), "1.234", null, Text.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"709614321", "7096143210", "100000000"})
    void takes_no_number_cell_for_a_figure_that_may_be_a_cpr_number(String cell) {
        expect(text -> Numbers.whole(text, DecimalMark.EITHER), cell, null, Text.NUMBER);
        expect(text -> Numbers.decimal(text, DecimalMark.EITHER), cell, null, Text.NUMBER);
    }

    @Test
    void reads_a_cell_shown_as_a_percentage_as_what_is_shown() {
        expect(text -> Numbers.decimal(text, DecimalMark.EITHER), "0.014", 1_400_000L, Text.NUMBER | Text.PERCENT);
        expect(text -> Numbers.whole(text, DecimalMark.EITHER), "1", null, Text.NUMBER | Text.PERCENT);
        expect(text -> Numbers.decimal(text, DecimalMark.EITHER), "7096143.21", null, Text.NUMBER | Text.PERCENT);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2023/2024   | 2024
        2023/24     | 2024
        2023-24     | 2024
        1999/00     | 2000
        2023 / 2024 | 2024
        2023/2025   |
        2024/2023   |
        2023/25     |
        2023        |
        """)
    void reads_school_years(String cell, @Nullable Long expected) {
        expect(Days::schoolYear, cell, expected, 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2024H1         | 4048
        2024h2         | 4049
        2024 H2        | 4049
        1. halvår 2024 | 4048
        2024H3         |
        2024Q1         |
        2024           |
        """)
    void reads_half_years(String cell, @Nullable Long expected) {
        expect(Days::halfYear, cell, expected, 0);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2024   | 2024
        1900   | 1900
        1899   |
        24     |
        2024,0 |
        2.024  |
        """)
    void reads_years(String cell, @Nullable Long expected) {
        expect(Days::year, cell, expected, 0);
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        0101901234   | 101901234  |
        010190-1234  | 101901234  |
        101901234    | 101901234  |
        3112991234   | 3112991234 |
        2902921234   | 2902921234 |
        2902001234   |            | bad_cpr
        2902004234   | 2902004234 |
        2902014234   |            | bad_cpr
        2902365234   | 2902365234 |
        3002921234   |            | bad_cpr
        3104901234   |            | bad_cpr
        0001901234   |            | bad_cpr
        0100901234   |            | bad_cpr
        0113901234   |            | bad_cpr
        4101901234   |            | bad_cpr
        6101901234   |            | admin_cpr
        9112901234   |            | admin_cpr
        610190-1234  |            | admin_cpr
        9202901234   |            | bad_cpr
        0000000000   |            | unknown_cpr
        000000-0000  |            | unknown_cpr
        0            |            | unknown_cpr
        1            |            | bad_cpr
        000000000    |            | unknown_cpr
        01019012345  |            | bad_cpr
        10190123     |            | bad_cpr
        010190 1234  |            | bad_cpr
        01-0190-1234 |            | bad_cpr
        010190-123x  |            | bad_cpr
        ukendt       |            | bad_cpr
        """)
    void reads_cpr_numbers_without_modulus_11(String cell, @Nullable Long number, @Nullable String rule) {
        long value = read(Persons::number, cell, 0);

        if (rule == null) {
            assertThat(value).isEqualTo(number);
        } else {
            assertThat(Faults.rule(value).text()).isEqualTo(rule);
        }
    }

    @ParameterizedTest
    @CsvSource({"'',true", "' ',true", "-,true", "' - ',true", ".,true", "..,true", "0,false", "--,false", "...,false"})
    void knows_what_is_missing(String cell, boolean missing) {
        assertThat(new Text().set(cell).isMissing()).isEqualTo(missing);
    }

    @Test
    void has_no_value_that_is_taken_for_a_fault() {
        assertThat(Faults.is(Column.NONE)).isFalse();
        assertThat(Faults.is(Column.SUPPRESSED)).isFalse();
        assertThat(Faults.is(CellReader.WITHOUT)).isFalse();
        assertThat(Faults.is(DAYS.day(new Text().set("1900-01-01")))).isFalse();
    }
}
