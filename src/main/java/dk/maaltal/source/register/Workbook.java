package dk.maaltal.source.register;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** The sheets of an .xlsx file that {@link WorkbookGuard} let through. */
final class Workbook implements Closeable {
    /** Digits before or after the point of a number cell; a double has no more than 309 of the first. */
    private static final int MOST_SCALE = 400;

    private final ReadableWorkbook workbook;

    private Workbook(ReadableWorkbook workbook) {
        this.workbook = workbook;
    }

    /** @param index among the workbook's sheets */
    record SheetName(int index, String name, boolean visible) {}

    static Workbook open(Path file) throws Refused {
        try {
            return new Workbook(new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true)));
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** The library's own words may quote what stands in the file, so they are not used. */
    private static Refused damaged(Exception e) {
        return new Refused(
                "the workbook is damaged or not an .xlsx file",
                "a workbook that Excel opens without repair",
                "open it in Excel, save it again, or save it as CSV UTF-8",
                e);
    }

    List<SheetName> sheets() {
        return workbook.getSheets()
                .map(sheet -> new SheetName(
                        sheet.getIndex(),
                        String.valueOf(sheet.getName()),
                        sheet.getVisibility() == SheetVisibility.VISIBLE))
                .toList();
    }

    Table table(SheetName name) throws Refused {
        try {
            Sheet sheet = workbook.getSheet(name.index()).orElseThrow();
            return new SheetTable(sheet.openStream(), workbook.isDate1904());
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private static final class SheetTable implements Table {
        private final Stream<Row> stream;
        private final Iterator<Row> rows;
        private final boolean from1904;
        private int count;
        private boolean unnumbered;

        SheetTable(Stream<Row> stream, boolean from1904) {
            this.stream = stream;
            this.rows = stream.iterator();
            this.from1904 = from1904;
        }

        @Override
        public boolean next(Cells into) throws Refused {
            try {
                if (!rows.hasNext()) {
                    return false;
                }
                Row row = rows.next();
                count++;
                // Rows need not say their number; the library then counts them from 0.
                unnumbered |= row.getRowNum() == 0;
                into.begin(unnumbered ? count : row.getRowNum());
                for (int i = 0; i < row.getCellCount(); i++) {
                    add(row.getCell(i), into);
                }
                return true;
            } catch (Cells.TooLarge e) {
                throw new Refused(
                        "row %d: %s".formatted(into.line(), e.getMessage()),
                        "an extract of a register",
                        "remove what is no table from the sheet");
            } catch (RuntimeException e) {
                throw damaged(e);
            }
        }

        private static void add(@Nullable Cell cell, Cells into) {
            if (cell == null) {
                into.add("", 0);
            } else if (isBroken(cell)) {
                into.add("#", Text.BROKEN);
            } else if (cell.getValue() instanceof BigDecimal number) {
                into.add(plain(number), kind(cell));
            } else if (cell.getValue() instanceof Boolean flag) {
                into.add(flag ? "ja" : "nej", 0);
            } else {
                into.add(cell.getText(), 0);
            }
        }

        /** {@code #N/A} and its like, and a formula whose result the file does not hold; a result of "" is held. */
        private static boolean isBroken(Cell cell) {
            if (cell.getType() == CellType.ERROR) {
                return true;
            }
            return cell.getType() == CellType.FORMULA
                    && (cell.getRawValue() == null || cell.getValue() instanceof String text && text.startsWith("#"));
        }

        private static String plain(BigDecimal number) {
            boolean absurd = Math.abs((long) number.scale()) > MOST_SCALE || number.precision() > MOST_SCALE;
            return absurd ? "#" : number.stripTrailingZeros().toPlainString();
        }

        private static int kind(Cell cell) {
            String format = cell.getDataFormatString();
            if (format == null) {
                return Text.NUMBER;
            }
            // What stands in quotes or brackets is shown as it is, or a colour.
            String bare =
                    format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").toLowerCase(Locale.ROOT);
            boolean dated = bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || bare.indexOf('å') >= 0;
            return Text.NUMBER | (dated ? Text.DATED : 0) | (bare.indexOf('%') >= 0 ? Text.PERCENT : 0);
        }

        @Override
        public boolean mayEndEarly() {
            return true;
        }

        @Override
        public boolean countsFrom1904() {
            return from1904;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
