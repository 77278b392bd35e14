package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opened by Apache POI, which shares no code with what writes. */
class XlsxFormatTest {
    private static final int HEAD = 4;

    @TempDir
    Path tmp;

    private XSSFWorkbook book;

    @BeforeEach
    void open() throws Exception {
        book = new XSSFWorkbook(Written.as(ExportFormat.XLSX, tmp)
                .resolve("proeve-2024-2024H1-v2.xlsx")
                .toFile());
    }

    @AfterEach
    void close() {
        book.getPackage().revert();
    }

    /** The cells of a row as Danish Excel shows them. */
    private static List<String> shown(Row row) {
        DataFormatter formatter = new DataFormatter(java.util.Locale.forLanguageTag("da-DK"));
        List<String> shown = new ArrayList<>();
        for (int c = 0; c < row.getLastCellNum(); c++) {
            shown.add(formatter.formatCellValue(row.getCell(c)));
        }
        return shown;
    }

    @Test
    void the_overview_has_the_municipalitys_judged_figures_in_the_plans_order_in_danish() {
        XSSFSheet sheet = book.getSheet("Overblik");

        assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("Prøveplan 2024: 1. halvår 2024");
        assertThat(sheet.getRow(1).getCell(0).getStringCellValue())
                .isEqualTo("Norddjurs. Version 2, offentliggjort 14. september 2024 kl. 02.30,"
                        + " med den viden der var 14. september 2024 kl. 02.30.");
        assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).startsWith("DEMOTAL: 6 af 6 celler");
        assertThat(shown(sheet.getRow(HEAD)).subList(0, 9))
                .containsExactly(
                        "Mål", "Titel", "Komponent", "Værdi", "Enhed", "Måltal", "Vurderet mod", "Status", "Tilstand");
        assertThat(shown(sheet.getRow(HEAD + 1)).subList(0, 10))
                .containsExactly(
                        "6.2",
                        "-1+Ordinære timer",
                        "Værdi",
                        "Skjult",
                        "procent",
                        "mindst hele landet",
                        "",
                        "Kan ikke vurderes",
                        "Skjult",
                        "Skjult af hensyn til få personer");
        assertThat(shown(sheet.getRow(HEAD + 2)).subList(2, 8))
                .containsExactly("Antal", "0", "personer", "over året før", "", "Ikke nået");
        assertThat(shown(sheet.getRow(HEAD + 3)).subList(2, 8))
                .containsExactly("Andel", "80,78", "procent", "mindst 80,5 %", "", "Nået");
        assertThat(sheet.getLastRowNum()).isEqualTo(HEAD + 3);
    }

    @Test
    void every_cell_and_column_stands_in_all_values() {
        XSSFSheet sheet = book.getSheet("Alle tal");

        assertThat(shown(sheet.getRow(0)))
                .isEqualTo(Contract.SNAPSHOT_VALUE.columns().stream()
                        .map(ContractColumn::titleDa)
                        .toList());
        assertThat(sheet.getLastRowNum()).isEqualTo(6);
        int value = Contract.SNAPSHOT_VALUE.index("value");
        List<String> values = new ArrayList<>();
        for (int r = 1; r <= 6; r++) {
            values.add(shown(sheet.getRow(r)).get(value));
        }
        assertThat(values).containsExactly("Skjult", "12,5", "25,0", "0", "80,78", "Kilden mangler");
        assertThat(sheet.getRow(5).getCell(value).getNumericCellValue()).isEqualTo(80.7826);
    }

    @Test
    void a_hidden_cell_is_a_word_and_no_number_stands_beside_it() {
        for (String name : List.of("Overblik", "Alle tal")) {
            List<Row> hidden = new ArrayList<>();
            book.getSheet(name).forEach(row -> {
                if (shown(row).contains("Skjult")) {
                    hidden.add(row);
                }
            });
            assertThat(hidden).as(name).hasSize(1);
            for (Cell cell : hidden.get(0)) {
                boolean isDay = cell.getColumnIndex() == Contract.SNAPSHOT_VALUE.index("source_updated_on");
                assertThat(cell.getCellType() == CellType.NUMERIC && !isDay)
                        .as(name + " " + cell.getAddress())
                        .isFalse();
            }
        }
    }

    @Test
    void no_text_is_a_formula() {
        int texts = 0;
        for (org.apache.poi.ss.usermodel.Sheet sheet : book) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    assertThat(cell.getCellType())
                            .as(sheet.getSheetName() + " " + cell.getAddress())
                            .isNotEqualTo(CellType.FORMULA);
                    texts += cell.getCellType() == CellType.STRING
                                    && cell.getStringCellValue().startsWith("=")
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(texts).as("texts that begin with =").isGreaterThan(2);
        assertThat(book.getSheet("Definitioner").getRow(1).getCell(4).getStringCellValue())
                .isEqualTo(SampleVersion.NASTY);
    }

    @Test
    void tables_have_a_frozen_head_a_filter_and_print_on_a_page_across() {
        assertThat(book.getNumberOfSheets()).isEqualTo(4);
        for (org.apache.poi.ss.usermodel.Sheet each : book) {
            XSSFSheet sheet = (XSSFSheet) each;
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
            assertThat(sheet.getPrintSetup().getFitHeight()).isZero();
            assertThat(sheet.getFooter().getLeft()).contains("Prøveplan 2024, 1. halvår 2024, version 2");
            if (!sheet.getSheetName().equals("Om tallene")) {
                int head = sheet.getSheetName().equals("Overblik") ? HEAD : 0;
                assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow())
                        .isEqualTo((short) (head + 1));
                assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).contains("A" + (head + 1));
                assertThat(sheet.getRepeatingRows().getFirstRow()).isEqualTo(head);
            }
        }
    }

    @Test
    void the_last_sheet_says_what_the_figures_are_and_explains_every_word() {
        List<String> texts = new ArrayList<>();
        book.getSheet("Om tallene").forEach(row -> texts.addAll(shown(row)));

        assertThat(texts)
                .contains("proeve-2024/2024H1/2", SampleVersion.SHA, "Kilderne siger noget andet", SampleVersion.NASTY)
                .contains("1 leverance, den seneste hentet 1. august 2024 kl. 12.00")
                .anyMatch(text -> text.startsWith("DEMOTAL"));
        for (String column : List.of("state", "status")) {
            assertThat(texts)
                    .containsAll(DanishWords.of(column).stream()
                            .map(word -> String.valueOf(DanishWords.danish(column, word)))
                            .toList());
        }
    }
}
