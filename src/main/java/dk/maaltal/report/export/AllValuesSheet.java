package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** Every cell of the version with every column of the contract, for those who filter and look up. */
final class AllValuesSheet {
    static final String NAME = "Alle tal";

    private final VersionData version;

    AllValuesSheet(VersionData version) {
        this.version = version;
    }

    void write(Workbook workbook) {
        SheetWriter sheet = new SheetWriter(workbook, NAME, version);
        Figures figures = new Figures(version);
        List<List<@Nullable Object>> rows = figures.cells().toList();
        List<ContractColumn> columns = Contract.SNAPSHOT_VALUE.columns();
        double[] widths = new double[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = width(columns.get(c));
        }
        sheet.widths(widths);
        sheet.head(columns.stream().map(ContractColumn::titleDa).toList(), rows.size());
        sheet.oneLine();
        for (List<@Nullable Object> row : rows) {
            for (int c = 0; c < columns.size(); c++) {
                cell(sheet, c, columns.get(c), row);
            }
            sheet.next();
        }
    }

    private static double width(ContractColumn column) {
        return switch (column.name()) {
            case "measure_id", "area_code" -> 9;
            case "snapshot_id", "state", "status", "target_text", "basis", "component", "reason" -> 22;
            case "attributes" -> 40;
            case "definition_sha256", "lineage_id" -> 18;
            default -> 13;
        };
    }

    private static void cell(SheetWriter sheet, int at, ContractColumn column, List<@Nullable Object> row) {
        Object value = row.get(at);
        switch (column.type()) {
            case TEXT, JSON -> sheet.text(at, text(column, value));
            case FLAG -> sheet.text(at, value == null ? null : Boolean.TRUE.equals(value) ? "Ja" : "Nej");
            case WHOLE -> sheet.whole(at, (Long) value);
            case DAY -> sheet.day(at, (LocalDate) value);
            case INSTANT -> sheet.instant(at, (Instant) value);
            case DECIMAL -> {
                if (value == null && column.name().equals("value")) {
                    sheet.instead(at, String.valueOf(Figures.danish(row, "state")));
                } else {
                    BigDecimal number = (BigDecimal) value;
                    sheet.number(at, number, Figures.format(unit(column, row), number));
                }
            }
        }
    }

    /** n and N are counts, whatever the value is. */
    private static @Nullable String unit(ContractColumn column, List<@Nullable Object> row) {
        boolean count = column.name().equals("numerator") || column.name().equals("denominator");
        return count ? null : Figures.text(row, "unit");
    }

    private static @Nullable String text(ContractColumn column, @Nullable Object value) {
        if (value != null && column.name().equals("target_text")) {
            return DanishWords.target(value.toString());
        }
        return DanishWords.danish(column.name(), value);
    }
}
