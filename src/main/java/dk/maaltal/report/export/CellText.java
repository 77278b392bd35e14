package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cell as text in files for machines. */
final class CellText {
    private CellText() {}

    /** Numbers plain and without trailing zeros, instants and days as ISO 8601, null empty. */
    static String of(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        return cell instanceof BigDecimal number ? plain(number) : cell.toString();
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A row of the table; in a column {@code value} without a number stands the state. */
    static List<String> row(ContractTable table, List<@Nullable Object> row) {
        return table.columns().stream()
                .map(column -> {
                    Object cell = row.get(table.index(column.name()));
                    return cell == null && column.name().equals("value")
                            ? of(VersionData.cell(table, row, "state"))
                            : of(cell);
                })
                .toList();
    }
}
