package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Fills a sheet from the top. A text is always written as a text, so that none becomes a formula, and a cell without a
 * number never holds one.
 */
final class SheetWriter {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final String HEAD = "1F4E79";
    private static final String LINE = "BFBFBF";

    private static final double LINE_HEIGHT = 15;

    private final Worksheet sheet;
    private double[] widths = {};
    private int row;
    private int lines = 1;
    private boolean isWrapped = true;

    SheetWriter(Workbook workbook, String name, VersionData version) {
        sheet = workbook.newWorksheet(name);
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.footer(
                version.planTitle() + ", " + version.periodLabel() + ", version " + version.snapshot("version"),
                Position.LEFT,
                8);
        sheet.footer("Side &P af &N", Position.RIGHT, 8);
    }

    /** An instant as people write it: Danish time. */
    static LocalDateTime danish(Instant instant) {
        return LocalDateTime.ofInstant(instant, COPENHAGEN);
    }

    void widths(double... columns) {
        widths = columns.clone();
        for (int c = 0; c < columns.length; c++) {
            sheet.width(c, columns[c]);
        }
    }

    void title(String text) {
        sheet.value(row, 0, text);
        sheet.style(row, 0).bold().fontSize(16).fontColor(HEAD).set();
        row++;
    }

    void subtitle(String text) {
        sheet.value(row, 0, text);
        sheet.style(row, 0).fontColor("595959").set();
        row++;
    }

    void warning(String text) {
        sheet.value(row, 0, text);
        sheet.style(row, 0).bold().fontColor("C00000").set();
        row++;
    }

    void blank() {
        row++;
    }

    /** The head of a table: stays in sight, stands on every page, and filters what is below. */
    void head(List<String> titles, int rowsBelow) {
        for (int c = 0; c < titles.size(); c++) {
            sheet.value(row, c, titles.get(c));
            sheet.style(row, c)
                    .bold()
                    .fontColor("FFFFFF")
                    .fillColor(HEAD)
                    .wrapText(true)
                    .verticalAlignment("center")
                    .horizontalAlignment("left")
                    .indent(1)
                    .set();
        }
        sheet.rowHeight(row, 2 * LINE_HEIGHT);
        sheet.freezePane(0, row + 1);
        sheet.repeatRows(row);
        sheet.setAutoFilter(row, 0, row + rowsBelow, titles.size() - 1);
        row++;
    }

    /** Rows of one line each, for those who look things up: what is too long is cut off on the screen, not in the cell. */
    void oneLine() {
        isWrapped = false;
    }

    /** To the next row; this one is made as high as its texts need, for not every program does so by itself. */
    void next() {
        sheet.rowHeight(row, LINE_HEIGHT * lines);
        lines = 1;
        row++;
    }

    private void write(int column, String text) {
        sheet.value(row, column, text);
        if (!isWrapped) {
            return;
        }
        double fits = column < widths.length ? widths[column] * 0.95 - 2 : 10;
        int needed = text.lines()
                .mapToInt(line -> (int) Math.max(1, Math.ceil(line.length() / fits)))
                .sum();
        lines = Math.min(25, Math.max(lines, needed));
    }

    void text(int column, @Nullable String text) {
        if (text != null) {
            write(column, text);
        }
        left(style(column)).set();
    }

    /** A word that stands where a number would. */
    void instead(int column, String word) {
        write(column, word);
        style(column).italic().fontColor("7F7F7F").horizontalAlignment("right").set();
    }

    void coloured(int column, @Nullable String text, @Nullable String fill) {
        if (text != null) {
            write(column, text);
        }
        StyleSetter style = style(column);
        left(style);
        if (fill != null) {
            style.fillColor(fill);
        }
        style.set();
    }

    void number(int column, @Nullable BigDecimal number, String format) {
        if (number != null) {
            sheet.value(row, column, number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
        }
        style(column).format(format).horizontalAlignment("right").set();
    }

    void whole(int column, @Nullable Long number) {
        if (number != null) {
            sheet.value(row, column, number);
        }
        style(column).format("#,##0").horizontalAlignment("left").set();
    }

    void day(int column, @Nullable LocalDate day) {
        if (day != null) {
            sheet.value(row, column, day);
        }
        style(column).format("dd-mm-yyyy").horizontalAlignment("left").set();
    }

    void instant(int column, @Nullable Instant instant) {
        if (instant != null) {
            sheet.value(row, column, danish(instant));
        }
        style(column).format("dd-mm-yyyy hh:mm").horizontalAlignment("left").set();
    }

    /** A line of a list of facts: what, and then what it is. */
    void label(String text) {
        write(0, text);
        style(0).bold().set();
    }

    /** A little away from the number before it. */
    private static StyleSetter left(StyleSetter style) {
        style.horizontalAlignment("left").indent(1);
        return style;
    }

    private StyleSetter style(int column) {
        StyleSetter style = sheet.style(row, column);
        style.wrapText(isWrapped)
                .verticalAlignment("top")
                .borderStyle(BorderSide.BOTTOM, BorderStyle.THIN)
                .borderColor(BorderSide.BOTTOM, LINE);
        return style;
    }
}
