package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** What the municipality is judged on: one line for each primary figure. */
final class OverviewSheet {
    static final String NAME = "Overblik";
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d. MMMM yyyy 'kl.' HH.mm", Locale.forLanguageTag("da"));
    private static final Map<String, String> FILLS = Map.of("MET", "E2EFDA", "NOT_MET", "FCE4D6");

    private final VersionData version;

    OverviewSheet(VersionData version) {
        this.version = version;
    }

    void write(Workbook workbook) {
        SheetWriter sheet = new SheetWriter(workbook, NAME, version);
        Figures figures = new Figures(version);
        List<List<@Nullable Object>> rows = figures.judged().toList();
        sheet.widths(7, 42, 20, 16, 11, 20, 12, 19, 18, 20, 12, 12, 12, 14);
        sheet.title(version.planTitle() + ": " + version.periodLabel());
        sheet.subtitle("%s. Version %s, offentliggjort %s, med den viden der var %s."
                .formatted(
                        version.ownAreaName(),
                        version.snapshot("version"),
                        when(version.publishedAt()),
                        when((java.time.Instant) version.snapshot("as_of"))));
        String demo = Demo.sentence(version);
        if (!demo.isEmpty()) {
            sheet.warning(demo.strip());
        }
        sheet.blank();
        sheet.head(
                List.of(
                        "Mål",
                        "Titel",
                        "Komponent",
                        "Værdi",
                        "Enhed",
                        "Måltal",
                        "Vurderet mod",
                        "Status",
                        "Tilstand",
                        "Årsag",
                        "Året før",
                        "Hele landet",
                        "Afvigelse",
                        "Vedrører"),
                rows.size());
        rows.forEach(cell -> line(sheet, figures, cell));
    }

    private static void line(SheetWriter sheet, Figures figures, List<@Nullable Object> cell) {
        String unit = Figures.text(cell, "unit");
        String target = Figures.text(cell, "target_text");
        sheet.text(0, Figures.text(cell, "measure_id"));
        sheet.text(1, figures.title(cell));
        sheet.text(2, Figures.danish(cell, "component"));
        BigDecimal value = Figures.number(cell, "value");
        if (value == null) {
            sheet.instead(3, String.valueOf(Figures.danish(cell, "state")));
        } else {
            sheet.number(3, value, Figures.format(unit, value));
        }
        sheet.text(4, Figures.danish(cell, "unit"));
        sheet.text(5, target == null ? null : DanishWords.target(target));
        number(sheet, 6, cell, "target_value");
        sheet.coloured(7, Figures.danish(cell, "status"), FILLS.get(String.valueOf(Figures.text(cell, "status"))));
        sheet.text(8, Figures.danish(cell, "state"));
        sheet.text(9, Figures.danish(cell, "reason"));
        number(sheet, 10, cell, "previous_value");
        number(sheet, 11, cell, "benchmark_value");
        number(sheet, 12, cell, "deviation");
        sheet.text(13, Figures.text(cell, "reference_period"));
        sheet.next();
    }

    private static void number(SheetWriter sheet, int at, List<@Nullable Object> cell, String column) {
        BigDecimal number = Figures.number(cell, column);
        sheet.number(at, number, Figures.format(Figures.text(cell, "unit"), number));
    }

    static String when(java.time.Instant instant) {
        return WHEN.format(SheetWriter.danish(instant));
    }
}
