package dk.maaltal.report.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** What is measured and what the plan says of it, in the definitions that the version was published with. */
final class DefinitionsSheet {
    static final String NAME = "Definitioner";

    private final VersionData version;

    DefinitionsSheet(VersionData version) {
        this.version = version;
    }

    void write(Workbook workbook) {
        SheetWriter sheet = new SheetWriter(workbook, NAME, version);
        Figures figures = new Figures(version);
        Map<String, String> targets = figures.judged()
                .filter(cell -> Figures.text(cell, "target_text") != null)
                .collect(Collectors.toMap(
                        cell -> Figures.text(cell, "measure_id") + "/" + Figures.text(cell, "component"),
                        cell -> DanishWords.target(String.valueOf(Figures.text(cell, "target_text"))),
                        (one, other) -> one));
        List<List<@Nullable Object>> rows = figures.definitions().toList();
        sheet.widths(7, 34, 20, 50, 60, 11, 20, 18, 14, 13, 24);
        sheet.head(
                List.of(
                        "Mål",
                        "Titel",
                        "Komponent",
                        "Hvad der måles",
                        "Planens ord",
                        "Enhed",
                        "Måltal i perioden",
                        "Retning",
                        "Opfølgning",
                        "Ministermål",
                        "Definitionens digest"),
                rows.size());
        for (List<@Nullable Object> row : rows) {
            sheet.text(0, text(row, "measure_id"));
            sheet.text(1, text(row, "title_da"));
            sheet.text(2, DanishWords.danish("component", text(row, "component")));
            sheet.text(3, text(row, "description_da"));
            sheet.text(4, text(row, "source_text_da"));
            sheet.text(5, DanishWords.danish("unit", text(row, "unit")));
            sheet.text(6, targets.get(text(row, "measure_id") + "/" + text(row, "component")));
            sheet.text(7, DanishWords.danish("direction", text(row, "direction")));
            sheet.text(8, DanishWords.danish("follow_up", text(row, "follow_up")));
            sheet.text(9, text(row, "minister_goal"));
            sheet.text(10, text(row, "definition_sha256"));
            sheet.next();
        }
    }

    private static @Nullable String text(List<@Nullable Object> row, String column) {
        Object value = VersionData.cell(Contract.MEASURE, row, column);
        return value == null ? null : value.toString();
    }
}
