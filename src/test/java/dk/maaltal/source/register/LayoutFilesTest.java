package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text files and the shipped layouts: what is read, what is rejected, what is refused. */
class LayoutFilesTest {
    private static final String HEADER = "person;ydelse;maalgruppe;visitation;start;slut\n";
    private static final String ROW = "0101901234;A-dagpenge;6.1;;2024-01-01;2024-06-30\n";

    @TempDir
    Path folder = Path.of("");

    private Dropped forloeb(String content) {
        return Dropped.csv(folder, Register.FORLOEB, content);
    }

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }

    @Test
    void reads_a_canonical_file() {
        Dropped file = forloeb(HEADER + ROW + "150385-4321;Kontanthjælp;;2.2;2023-12-01;\n");

        assertThat(file.refusal()).isEmpty();
        assertThat(file.rejections).isEmpty();
        assertThat(file.reading().layout()).isEqualTo("canonical-forloeb");
        assertThat(file.reading().taken()).isEqualTo(2);
        assertThat(file.column("ydelse")).containsExactly("A-dagpenge", "Kontanthjælp");
        assertThat(file.column("start")).containsExactly(day("2024-01-01"), day("2023-12-01"));
        assertThat(file.column("slut")).containsExactly(day("2024-06-30"), Column.NONE);
        assertThat(file.column("maalgruppe").get(1)).isEqualTo(Column.NONE);
        assertThat(file.reading().earliest()).isEqualTo("2023-12-01");
        assertThat(file.reading().rejectTolerance()).isEqualTo(0.01);
        assertThat(file.reading().shrinkTolerance()).isEqualTo(0.20);
    }

    @Test
    void gives_a_person_the_same_pseudonym_however_the_number_is_written() {
        Dropped file = forloeb(HEADER
                + "0101901234;A-dagpenge;;;2024-01-01;\n"
                + "010190-1234;A-dagpenge;;;2024-01-01;\n"
                + "101901234;A-dagpenge;;;2024-01-01;\n"
                + "0201901234;A-dagpenge;;;2024-01-01;\n");

        assertThat(file.persons).hasSize(4);
        assertThat(file.persons.subList(0, 3)).containsOnly(file.persons.get(0));
        assertThat(file.persons.get(3)).isNotEqualTo(file.persons.get(0));
        assertThat(file.persons.get(0)).isEqualTo("e626f53b28134003b3155391664ca559");
    }

    @ParameterizedTest(name = "delimiter {0}")
    @ValueSource(strings = {";", ",", "\t"})
    void finds_the_delimiter(String delimiter) {
        Dropped file = forloeb((HEADER + ROW).replace(";", delimiter));

        assertThat(file.refusal()).isEmpty();
        assertThat(file.column("start")).containsExactly(day("2024-01-01"));
    }

    @Test
    void reads_utf_8_with_a_byte_order_mark_and_windows_1252() {
        String content = HEADER + "0101901234;Uddannelseshjælp;;;2024-01-01;\n";
        assertThat(forloeb("\ufeff" + content).column("ydelse")).containsExactly("Uddannelseshjælp");
        assertThat(Dropped.csv(folder, Register.FORLOEB, content, Encoding.WINDOWS)
                        .column("ydelse"))
                .containsExactly("Uddannelseshjælp");
    }

    @Test
    void rejects_the_rows_of_a_utf_8_file_that_are_damaged() {
        byte[] content = (HEADER + ROW.repeat(2) + "0101901234;Kontanthjælp;;;2024-01-01;\n".repeat(3) + "X" + ROW)
                .getBytes(StandardCharsets.UTF_8);
        content[content.length - ROW.length() - 1] = (byte) 0xe6;
        Dropped file = Dropped.bytes(folder, Register.FORLOEB, "x_2024-01-01.csv", content);

        assertThat(file.faults()).containsExactly("7 row bad_encoding");
        assertThat(file.reading().taken()).isEqualTo(5);
    }

    @Test
    void takes_lines_that_end_in_any_way_and_passes_over_empty_ones() {
        Dropped file = forloeb(HEADER.replace("\n", "\r\n") + ROW.strip() + "\r\n\r\n;;;;;\r\n" + ROW.strip());

        assertThat(file.rejections).isEmpty();
        assertThat(file.reading().taken()).isEqualTo(2);
        assertThat(file.reading().skipped()).isZero();
    }

    @Test
    void finds_the_header_below_titles_and_skips_totals_and_footnotes() {
        Dropped file = Dropped.csv(
                folder,
                Register.ANSAETTELSER,
                "Ansættelser i Norddjurs Kommune\nUdtrukket 1. juli 2024;;\n\nDato ;TYPE;\u00a0Antal\n"
                        + "01-06-2024;Fleksjob;3\n02.06.2024; elev ;\"1.200\"\nI alt;;1.203\nHele kommunen;;\n"
                        + "* foreløbige tal\nKilde: lønsystemet\n");

        assertThat(file.refusal()).isEmpty();
        assertThat(file.rejections).isEmpty();
        assertThat(file.column("dato")).containsExactly(day("2024-06-01"), day("2024-06-02"));
        assertThat(file.column("type")).containsExactly("Fleksjob", "Elev");
        assertThat(file.column("antal")).containsExactly(3L, 1200L);
        assertThat(file.reading().skipped()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0101901234;A-dagpenge;;;2024-01-01             | row wrong_columns
        0101901234;A-dagpenge;;;2024-01-01;;           | row wrong_columns
        x101901234;A-dagpenge;;;2024-01-01;            | person bad_cpr
        3102901234;A-dagpenge;;;2024-01-01;            | person bad_cpr
        0113901234;A-dagpenge;;;2024-01-01;            | person bad_cpr
        2902911234;A-dagpenge;;;2024-01-01;            | person bad_cpr
        01019012345;A-dagpenge;;;2024-01-01;           | person bad_cpr
        6101901234;A-dagpenge;;;2024-01-01;            | person admin_cpr
        0000000000;A-dagpenge;;;2024-01-01;            | person unknown_cpr
        000000-0000;A-dagpenge;;;2024-01-01;           | person unknown_cpr
        ;A-dagpenge;;;2024-01-01;                      | person missing_value
        -;A-dagpenge;;;2024-01-01;                     | person missing_value
        0101901234;;;;2024-01-01;                      | ydelse missing_value
        0101901234;Efterløn;;;2024-01-01;              | ydelse unknown_code
        0101901234;A-dagpenge;;;;                      | start missing_value
        0101901234;A-dagpenge;;;31-02-2024;            | start bad_date
        0101901234;A-dagpenge;;;2024-01-01;x           | slut bad_date
        0101901234;A-dagpenge;;;2024-01-02;2024-01-01  | slut end_before_start
        0101901234;A-dagpenge;;;x;2024-01-01           | start bad_date
        6101901234;Efterløn;;;x;y                      | person admin_cpr
        """)
    void rejects_a_row_for_its_first_fault(String row, String fault) {
        Dropped file = forloeb(HEADER + ROW + row + "\n" + ROW);

        assertThat(file.faults()).containsExactly("3 " + fault);
        assertThat(file.reading().taken()).isEqualTo(2);
        assertThat(file.reading().rejected()).isEqualTo(1);
        assertThat(file.rejections.get(0).reason()).isNotBlank().doesNotContain("01901234");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        1012345678;12345678 |
        10 1234 5678;12 34 56 78 |
        ; |
        101234567;12345678  | p bad_p_number
        0101901234;12345678 | p bad_p_number
        1012345678;1234567  | cvr bad_cvr
        1012345678;DK345678 | cvr bad_cvr
        """)
    void reads_workplaces(String cells, String fault) {
        Dropped file = Dropped.csv(
                folder, Register.LOENTIMER, "person;maaned;timer;p;cvr\n0101901234;2024-06;10,5;" + cells + "\n");

        assertThat(file.faults()).isEqualTo(fault == null ? List.of() : List.of("2 " + fault));
        assertThat(file.rows).hasSize(fault == null ? 1 : 0);
    }

    @ParameterizedTest(name = "{0} hours")
    @CsvSource(delimiter = '|', textBlock = """
        744   | 744000000
        744,0 | 744000000
        160.5 | 160500000
        744,1 |
        <5    |
        -1    |
        """)
    void reads_hours_up_to_a_month_full(String hours, Long expected) {
        Dropped file =
                Dropped.csv(folder, Register.LOENTIMER, "person;maaned;timer\n0101901234;2024-06;" + hours + "\n");

        assertThat(file.column("timer")).isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(file.faults()).isEqualTo(expected == null ? List.of("2 timer bad_number") : List.of());
    }

    @Test
    void keeps_missing_suppressed_and_zero_apart() {
        Dropped file = Dropped.csv(
                folder,
                Register.UNGE_REST,
                "dato;population;uden;benchmark\n2024-06-01;400;<5;\"1,4 %\"\n2024-07-01;< 5;0;..\n2024-08-01;..;1;1\n");

        assertThat(file.column("uden")).containsExactly(Column.SUPPRESSED, 0L);
        assertThat(file.column("population")).containsExactly(400L, Column.SUPPRESSED);
        assertThat(file.column("benchmark")).containsExactly(1_400_000L, Column.NONE);
        assertThat(file.faults()).containsExactly("4 population missing_value");
    }

    @Test
    void takes_no_cpr_number_for_a_count() {
        Dropped file = Dropped.csv(
                folder,
                Register.DANSKUDDANNELSE,
                "periode;antal\n2024H1;0709614321\n2024H1;709614321\n2024H1;3103614321\n2024H2;12345678\n");

        assertThat(file.faults()).containsExactly("2 antal bad_number", "3 antal bad_number", "4 antal bad_number");
        assertThat(file.column("antal")).containsExactly(12_345_678L);
        assertThat(file.rejections.toString()).doesNotContain("614321");
    }

    @Test
    void counts_codes_outside_their_days_and_takes_them() {
        Dropped file = forloeb(HEADER + "0101901234;Uddannelseshjælp;;;2025-07-01;\n" + ROW);

        assertThat(file.reading().taken()).isEqualTo(2);
        assertThat(file.reading().warnings())
                .containsExactly(
                        "ydelse 'Uddannelseshjælp' is used outside its days (2014-01-01 to 2025-06-30)" + " in 1 rows");
    }

    @Test
    void tells_which_columns_are_not_read() {
        Dropped file =
                Dropped.csv(folder, Register.DANSKUDDANNELSE, "periode;antal;Bemærkning;010190-1234\n2024H1;17;;\n");

        assertThat(file.refusal()).isEmpty();
        assertThat(file.reading().warnings()).containsExactly("columns that are not read: Bemærkning, **********");
    }

    @Test
    void refuses_a_file_that_no_layout_fits_and_names_what_is_there_and_what_lacks() {
        Dropped file = forloeb("Personnummer;Ydelse;Start 010190-1234\n0101901234;A-dagpenge;2024-01-01\n");

        assertThat(file.refusal())
                .contains("forloeb/extract_2024-12-31.csv: no layout of forloeb fits")
                .contains("line 1 has Personnummer, Ydelse, Start **********")
                .contains("for the nearest layout, momentum-forloeb, also Ydelse fra / Fra dato");
        assertThat(file.rows).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                                                        | the file is empty
        `person;ydelse;start\n`                                                   | a header and no rows
        `person;ydelse;start;start\n0101901234;A-dagpenge;2024-01-01;2024-01-01\n` | stands twice
        `<html><table><tr><td>person</td></tr></table></html>`                    | no layout of forloeb fits
        `PK\u0003\u0004`                                                          | a workbook or an archive
        `\n\n\n`                                                                  | no rows
        """)
    void refuses_what_is_no_extract(String content, String reason) {
        Dropped file = forloeb(content.translateEscapes());

        assertThat(file.refusal()).contains(reason).contains("Next: ");
    }

    @Test
    void refuses_a_quotation_mark_that_swallows_rows() {
        Dropped unclosed = forloeb(HEADER + ROW + "0101901234;\"A-dagpenge;;;2024-01-01;\n" + ROW + ROW);
        Dropped swallowing =
                forloeb(HEADER + ROW + "0101901234;\"A-dagpenge;;;2024-01-01;\n" + ROW + "0101901234;\";\n");

        assertThat(unclosed.refusal()).contains("line 3: a quotation mark is not closed");
        assertThat(swallowing.refusal()).contains("line 3").contains("several lines");
    }

    @Test
    void does_not_mind_blanks_around_quotation_marks() {
        Dropped file = forloeb("person;ydelse ;\"start\" \n"
                + "0101901234;\"Kontanthjælp\" ;\"2024-01-01\"\t\u00a0\r\n"
                + "0101901234; \"Kontanthjælp\";  \"2024-01-02\"\n"
                + "\"0101901234\" ; \"Kontanthjælp\" ;\"2024-01-03\" ");
        Dropped share = Dropped.csv(
                folder,
                Register.UNGE_REST,
                "dato;population;uden;benchmark\n2024-06-01;400;5; \"1,4 %\"\n2024-07-01; \"400\";5;\"1,4 %\" \n");

        assertThat(file.refusal()).isEmpty();
        assertThat(file.faults()).isEmpty();
        assertThat(file.column("ydelse")).containsExactly("Kontanthjælp", "Kontanthjælp", "Kontanthjælp");
        assertThat(file.column("start")).containsExactly(day("2024-01-01"), day("2024-01-02"), day("2024-01-03"));
        assertThat(share.faults()).isEmpty();
        assertThat(share.column("benchmark")).containsExactly(1_400_000L, 1_400_000L);
    }

    @Test
    void keeps_what_quotation_marks_hold() {
        Dropped file = Dropped.csv(folder, Register.UNGDOMSVALG, """
                skoleaar;valg;antal;aargang
                2023/2024;"A;""B"" ;C" ;1;3
                2023/2024;"A
                ;B";1;3
                """);

        assertThat(file.faults()).isEmpty();
        assertThat(file.codeLabels().get("valg")).containsExactly("A;\"B\" ;C", "A ;B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"A-dagpenge\"x", "\"A-dagpenge\" x", "\"A-\"dagpenge\"", "\"A-dagpenge\" \"\"", "\"\"A\""})
    void rejects_a_row_in_which_more_follows_after_a_closing_quotation_mark(String cell) {
        Dropped file = forloeb(HEADER + ROW + "0101901234;%s;;;2024-01-01;\n".formatted(cell) + ROW);

        assertThat(file.refusal()).isEmpty();
        assertThat(file.faults()).containsExactly("3 row wrong_columns");
        assertThat(file.rejections.get(0).reason()).isEqualTo("more follows after a closing quotation mark");
        assertThat(file.reading().taken()).isEqualTo(2);
    }

    @Test
    void refuses_a_torn_cell_that_swallowed_a_row() {
        Dropped file =
                forloeb(HEADER + "0101901234;\"A-dagpenge;;;2024-01-01;\n0101901234;\"A-dagpenge\";;;2024-01-01;\n");

        assertThat(file.refusal()).contains("line 2").contains("several lines");
    }

    @Test
    void refuses_persons_without_a_key_and_reads_the_rest() {
        LayoutFiles keyless =
                new LayoutFiles(Dropped.shipped(), Dropped.codes(), null, folder.resolve("home/registers/salt"));
        Dropped with = Dropped.csv(folder, Register.VANDRENDE_SAGER, """
                sag;dato;fra;til
                S-1;2024-01-01;Pensionsnævn;Rehabiliteringsteam
                S-1;2024-02-01;Rehabiliteringsteam;Pensionsnævn
                0101901234;2024-02-01;Rehabiliteringsteam;Pensionsnævn
                """);
        Dropped without = Dropped.read(keyless, Register.VANDRENDE_SAGER, folder.resolve("extract_2024-12-31.csv"));

        assertThat(with.faults()).isEmpty();
        assertThat(without.faults()).containsExactly("4 sag bad_cpr");
        assertThat(without.rows.get(0)[0]).isEqualTo(without.rows.get(1)[0]).isNotNegative();
        assertThat(without.rows.get(0)[0]).isNotEqualTo(with.rows.get(0)[0]);
        assertThat(folder.resolve("home/registers/salt")).hasSize(32);
        assertThat(Dropped.read(keyless, Register.FORLOEB, folder.resolve("extract_2024-12-31.csv"))
                        .refusal())
                .contains(PseudonymKey.SETTING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07 09 61 4321",
                "0709 61 4321",
                "07.09.61-4321",
                "07-09-1961-4321",
                "070961\u00ad4321",
                "07a09b61c4321",
                "Dagpenge 070961"
            })
    void shows_of_a_code_with_many_digits_only_what_it_looks_like(String code) {
        Dropped file = forloeb(HEADER + ROW + "0101901234;%s;;;2024-01-01;\n".formatted(code));

        assertThat(file.faults()).containsExactly("3 ydelse unknown_code");
        assertThat(file.rejections.get(0).reason())
                .startsWith("the code that looks like '")
                .doesNotContainPattern("[0-9]");
    }

    @Test
    void keeps_no_cpr_number_among_words() {
        Dropped file = Dropped.csv(folder, Register.UNGDOMSVALG, """
                skoleaar;valg;antal;aargang
                2023/2024;Gymnasial;100;300
                2023/24;om 010190-1234;1;300
                2023/2024;Erhvervsuddannelse;90;300
                """);

        assertThat(file.faults()).containsExactly("3 valg bad_cpr");
        assertThat(file.codeLabels().get("valg")).containsExactly("Gymnasial", "Erhvervsuddannelse");
        assertThat(file.column("skoleaar")).containsExactly(2024L, 2024L);
        assertThat(file.reading().earliest()).isEqualTo("2023-08-01");
    }

    @Test
    void changes_its_stamp_with_key_and_layouts() {
        LayoutFiles keyed = Dropped.files(folder);
        LayoutFiles keyless = new LayoutFiles(Dropped.shipped(), Dropped.codes(), null, folder.resolve("salt"));
        LayoutFiles bare = new LayoutFiles(new Layouts(List.of()), Dropped.codes(), null, folder.resolve("salt"));

        assertThat(keyed.stamp(Register.FORLOEB))
                .hasSize(64)
                .isEqualTo(Dropped.files(folder).stamp(Register.FORLOEB))
                .isNotEqualTo(keyed.stamp(Register.SAMTALER))
                .isNotEqualTo(keyless.stamp(Register.FORLOEB));
        assertThat(keyless.stamp(Register.FORLOEB)).isNotEqualTo(bare.stamp(Register.FORLOEB));
    }

    @Test
    void explains_a_file() throws Exception {
        java.nio.file.Files.writeString(
                folder.resolve("x_2024-01-01.csv"), "Titel\n" + HEADER + ROW + "010190-1234;?;;;2024-01-01;\n");
        Explanation explanation = Dropped.files(folder).explain(Register.FORLOEB, folder.resolve("x_2024-01-01.csv"));

        assertThat(explanation.lines())
                .contains(
                        "read as: UTF-8, delimiter ';', header in line 2",
                        "columns found: person, ydelse, maalgruppe, visitation, start, slut",
                        "layout canonical-forloeb: fits, and knows 6 columns",
                        "taken by canonical-forloeb: 1 rows, 1 rejected, 0 skipped",
                        "line 4, ydelse: unknown_code: the code '?' is not known")
                .anyMatch(line -> line.startsWith("layout fasit-forloeb: knows 0 columns and lacks CPR-nr."));
    }
}
