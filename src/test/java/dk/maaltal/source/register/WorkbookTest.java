package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookTest {
    @TempDir
    Path folder = Path.of("");

    static byte[] workbook(Consumer<Workbook> content) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Workbook workbook = new Workbook(out, "Test", "1.0");
            content.accept(workbook);
            workbook.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void row(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Number number) {
                sheet.value(row, i, number);
            } else if (cells[i] instanceof Boolean flag) {
                sheet.value(row, i, flag);
            } else if (cells[i] instanceof LocalDate date) {
                sheet.value(row, i, date);
                sheet.style(row, i).format("dd-mm-yyyy").set();
            } else if (!cells[i].equals("")) {
                sheet.value(row, i, (String) cells[i]);
            }
        }
    }

    /** A workbook of one sheet, written by hand. */
    static byte[] parts(String rows, Map<String, String> others) {
        String ns = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        String rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                put(zip, "[Content_Types].xml", """
                        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                        <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>\
                        <Override PartName="/xl/styles.xml" ContentType="%1$sstyles+xml"/>\
                        <Override PartName="/xl/sharedStrings.xml" ContentType="%1$ssharedStrings+xml"/></Types>""".formatted(types));
                put(
                        zip,
                        "xl/workbook.xml",
                        "<workbook" + ns + " xmlns:r=\"" + rel
                                + "\"><sheets><sheet name=\"Ark1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
                put(zip, "xl/_rels/workbook.xml.rels", """
                        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                        <Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""".formatted(rel));
                put(zip, "xl/styles.xml", "<styleSheet" + ns + "/>");
                put(
                        zip,
                        "xl/worksheets/sheet1.xml",
                        "<worksheet" + ns + "><sheetData>" + rows + "</sheetData></worksheet>");
                for (Map.Entry<String, String> other : others.entrySet()) {
                    put(zip, other.getKey(), other.getValue());
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String cells(String... texts) {
        StringBuilder row = new StringBuilder("<row>");
        for (String text : texts) {
            row.append("<c t=\"inlineStr\"><is><t>").append(text).append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    private Dropped drop(Register register, byte[] content) {
        return Dropped.bytes(folder, register, "extract_2024-12-31.xlsx", content);
    }

    @Test
    void reads_dates_numbers_and_texts_of_the_first_sheet_that_fits() {
        Dropped file = drop(Register.FORLOEB, workbook(workbook -> {
            row(workbook.newWorksheet("Læs mig"), 0, "Om udtrækket");
            Worksheet sheet = workbook.newWorksheet("Data");
            row(sheet, 0, "Udtræk fra fagsystemet");
            row(sheet, 2, "Person", "Ydelse", "Start", "Slut", "Målgruppe");
            row(sheet, 3, "0101901234", "A-dagpenge", LocalDate.of(2024, 1, 1), 45_473, "6.1");
            row(sheet, 4, 101_901_234, " kontanthjælp ", "01-02-2024", "");
            row(sheet, 6, "I alt", 2);
        }));

        assertThat(file.refusal()).isEmpty();
        assertThat(file.rejections).isEmpty();
        assertThat(file.persons).hasSize(2).containsOnly("e626f53b28134003b3155391664ca559");
        assertThat(file.column("ydelse")).containsExactly("A-dagpenge", "Kontanthjælp");
        assertThat(file.column("start"))
                .containsExactly(
                        LocalDate.of(2024, 1, 1).toEpochDay(),
                        LocalDate.of(2024, 2, 1).toEpochDay());
        assertThat(file.column("slut"))
                .containsExactly(LocalDate.of(2024, 6, 30).toEpochDay(), Column.NONE);
        assertThat(file.reading().skipped()).isEqualTo(1);
    }

    @Test
    void reads_percentages_flags_and_years() {
        Dropped rest = drop(Register.UNGE_REST, workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("Ark1");
            row(sheet, 0, "dato", "population", "uden", "benchmark");
            row(sheet, 1, LocalDate.of(2024, 6, 1), 400, "<5", 0.0425);
            sheet.style(1, 3).format("0.00%").set();
            row(sheet, 2, LocalDate.of(2024, 7, 1), 400, 12.5, 4.25);
            row(sheet, 3, 2024, 400, 12, 4.25);
        }));
        assertThat(rest.column("benchmark")).containsExactly(4_250_000L);
        assertThat(rest.faults()).containsExactly("3 uden bad_number", "4 dato bad_date");

        Dropped offers = drop(Register.TILBUD, workbook(workbook -> {
            Worksheet sheet = workbook.newWorksheet("Ark1");
            row(sheet, 0, "person", "type", "start", "gode_muligheder", "cvr");
            row(sheet, 1, "0101901234", "Mentor", LocalDate.of(2024, 6, 1), true, 12_345_678);
        }));
        assertThat(offers.column("gode_muligheder")).containsExactly(1L);
        assertThat(offers.column("cvr")).containsExactly(12_345_678L);
    }

    @Test
    void takes_the_result_of_a_formula_and_rejects_one_without() {
        String header = cells("aar", "population", "gennemfoert");
        String year = "<c><v>2024</v></c>";
        Dropped file = drop(
                Register.UNGE_25,
                parts(
                        header
                                + "<row>" + year + "<c><f>1+1</f><v>2</v></c><c><f>1</f><v>1</v></c></row>"
                                + "<row>" + year + "<c><f>1+1</f></c><c><v>1</v></c></row>"
                                + "<row>" + year + "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><v>1</v></c></row>"
                                + "<row>" + year + "<c t=\"str\"><f>\"\"</f><v></v></c><c><v>1</v></c></row>"
                                + "<row>" + year + "<c t=\"str\"><f>T(3)</f><v>3</v></c><c><v>x</v></c></row>",
                        Map.of()));

        assertThat(file.refusal()).isEmpty();
        assertThat(file.column("population")).containsExactly(2L);
        assertThat(file.faults())
                .containsExactly(
                        "3 population bad_number",
                        "4 population bad_number",
                        "5 population missing_value",
                        "6 gennemfoert bad_number");
    }

    @Test
    void rejects_a_row_with_more_cells_than_the_header_has() {
        Dropped file = drop(
                Register.DANSKUDDANNELSE,
                parts(cells("periode", "antal") + cells("2024H1", "1", "") + cells("2024H2", "1", "x"), Map.of()));

        assertThat(file.faults()).containsExactly("3 row wrong_columns");
        assertThat(file.reading().taken()).isEqualTo(1);
    }

    @Test
    void reads_the_sheet_a_layout_names() throws IOException {
        Path layouts = Files.createDirectories(folder.resolve("layouts"));
        Files.writeString(
                layouts.resolve("a.yml"),
                Files.readString(Path.of("config/registers/canonical/danskuddannelse.yml")) + "sheet: Tal 2024\n");
        LayoutFiles files = new LayoutFiles(
                Layouts.read(layouts, Dropped.codes(), new dk.maaltal.declaration.Findings("config")),
                Dropped.codes(),
                null,
                folder.resolve("salt"));
        Path file = folder.resolve("x.xlsx");
        Files.write(file, workbook(workbook -> {
            row(workbook.newWorksheet("Gamle tal"), 0, "periode", "antal");
            Worksheet sheet = workbook.newWorksheet("TAL 2024");
            row(sheet, 0, "periode", "antal");
            row(sheet, 1, "2024H1", 7);
        }));

        assertThat(Dropped.read(files, Register.DANSKUDDANNELSE, file).column("antal"))
                .containsExactly(7L);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <row><c r="ZZZZZZ1"><v>1</v></c></row>                              | beyond column
        <row><c r="BZZ1"><v>1</v></c></row>                                 | beyond column
        <row><c t="s"><v>2000000000</v></c></row>                           | a text that is not there
        <row><c t="s"><v>-1</v></c></row>                                   | a text that is not there
        <row><c t="s"><v>x</v></c></row>                                    | damaged
        <row><c t="q"><v>1</v></c></row>                                    | the type 'q'
        <row><c><v>1</v></row>                                              | damaged
        <row><!-- 010190-1234 --><c><v>1</v></c></row>                      | comments
        <row><c><v><![CDATA[1]]></v></c></row>                              | comments
        """)
    void refuses_what_would_lead_the_library_astray(String rows, String reason) {
        Dropped file = drop(Register.DANSKUDDANNELSE, parts(cells("periode", "antal") + rows, Map.of()));

        assertThat(file.refusal()).contains(reason).contains("Next: ").doesNotContain("1234");
    }

    @Test
    void refuses_bombs() {
        String spaces = " ".repeat(300 << 20 >> 4);
        StringBuilder many = new StringBuilder("<row>");
        for (int i = 0; i < 10_000; i++) {
            many.append("<c/>");
        }
        byte[] wide = parts(many + "</row>", Map.of());
        byte[] formulas =
                parts("<row>" + "<c><f t=\"array\" ref=\"A1:B2\">1</f><v>1</v></c>".repeat(300) + "</row>", Map.of());
        byte[] bigText = parts(cells("a".repeat(2 << 20)), Map.of());
        byte[] ratio = parts("<row><c/></row>".repeat(4 << 20), Map.of());
        byte[] other = parts(cells("periode", "antal"), Map.of("docProps/app.xml", "<a>" + spaces + "</a>"));
        byte[] entity = parts(
                cells("periode"),
                Map.of("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]><sst><si><t>&a;</t></si></sst>"));

        assertThat(drop(Register.FORLOEB, wide).refusal()).contains("more than 2000 columns");
        assertThat(drop(Register.FORLOEB, formulas).refusal()).contains("array formulas");
        assertThat(drop(Register.FORLOEB, bigText).refusal()).contains("a text of more than");
        assertThat(drop(Register.FORLOEB, ratio).refusal()).contains("times its size");
        assertThat(drop(Register.FORLOEB, other).refusal()).contains("the workbook is refused");
        assertThat(drop(Register.FORLOEB, entity).refusal()).contains("declarations");
    }

    @Test
    void refuses_what_only_calls_itself_a_workbook() {
        assertThat(drop(Register.FORLOEB, new byte[0]).refusal()).contains("the file is empty");
        assertThat(drop(Register.FORLOEB, "<html></html>".getBytes(StandardCharsets.UTF_8))
                        .refusal())
                .contains("but HTML or XML");
        assertThat(drop(Register.FORLOEB, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0})
                        .refusal())
                .contains("with a password");
        assertThat(drop(Register.FORLOEB, "person;ydelse;start\n".getBytes(StandardCharsets.UTF_8))
                        .refusal())
                .contains("the file is no workbook");
        byte[] whole = parts(cells("periode", "antal"), Map.of());
        assertThat(drop(Register.FORLOEB, java.util.Arrays.copyOf(whole, whole.length / 2))
                        .refusal())
                .contains("damaged");
    }
}
