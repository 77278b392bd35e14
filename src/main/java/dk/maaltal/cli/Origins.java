package dk.maaltal.cli;

import dk.maaltal.report.Grid;
import java.io.PrintWriter;

/** Says it plainly where figures are made up, as in the demo. */
final class Origins {
    private Origins() {}

    static void say(Grid cells, PrintWriter out) {
        int column = cells.columns().indexOf("attributes");
        long synthetic = count(cells, column, "\"origin\":\"synthetic\"");
        long mixed = count(cells, column, "\"origin\":\"mixed\"");
        long real = count(cells, column, "\"origin\":\"real\"");
        if (synthetic + mixed > 0) {
            out.println(
                    "DEMO FIGURES: %d cells are generated, %d partly real, %d real published figures (column attributes)."
                            .formatted(synthetic, mixed, real));
        }
    }

    private static long count(Grid cells, int column, String mark) {
        return cells.rows().stream()
                .filter(row -> Grid.text(row.get(column)).contains(mark))
                .count();
    }
}
