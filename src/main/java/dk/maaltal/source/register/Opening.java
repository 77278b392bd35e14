package dk.maaltal.source.register;

import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how a file is to be read: text or workbook, encoding and delimiter or sheet, header, layout. */
final class Opening {
    private static final int HEAD_ROWS = 50;
    private static final int HEAD_CHARACTERS = 1 << 21;
    private static final char[] DELIMITERS = {';', ',', '\t'};

    private final Register register;
    private final List<Layout> layouts;
    private @Nullable Header nearest;

    Opening(Register register, List<Layout> layouts) {
        this.register = register;
        this.layouts = layouts;
    }

    /** After a refusal: the row that came nearest to a header, or null. */
    @Nullable
    Header nearest() {
        return nearest;
    }

    /** @throws Refused when it cannot be read, or no layout fits */
    Opened open(Path file) throws IOException, Refused {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".xlsx") ? openWorkbook(file) : openText(file);
    }

    private record TextWay(Encoding encoding, char delimiter) {}

    private Opened openText(Path file) throws IOException, Refused {
        Encoding found = Encoding.of(file);
        LayoutChoice<TextWay> choice = new LayoutChoice<>(register);
        for (Encoding encoding : encodings(found)) {
            for (char delimiter : DELIMITERS) {
                List<Layout> allowed = layouts.stream()
                        .filter(layout -> layout.delimiter() == null || layout.delimiter() == delimiter)
                        .filter(layout ->
                                encoding.equals(layout.encoding() == null ? found : found.or(layout.encoding())))
                        .toList();
                if (!allowed.isEmpty()) {
                    choice.attempt(
                            new TextWay(encoding, delimiter), allowed, head(CsvTable.open(file, encoding, delimiter)));
                }
            }
        }
        nearest = choice.nearest();
        LayoutChoice.Found<TextWay> best = choice.best();
        TextWay way = best.way();
        CsvTable table = CsvTable.open(file, way.encoding, way.delimiter);
        return opened(
                best.fit(),
                table,
                "%s, delimiter %s".formatted(way.encoding.charset().name(), named(way.delimiter)));
    }

    /** The one found, and those that layouts name. */
    private Set<Encoding> encodings(Encoding found) {
        Set<Encoding> all = new LinkedHashSet<>();
        all.add(found);
        for (Layout layout : layouts) {
            Charset named = layout.encoding();
            if (named != null) {
                all.add(found.or(named));
            }
        }
        return all;
    }

    private static String named(char delimiter) {
        return delimiter == '\t' ? "tab" : "'%c'".formatted(delimiter);
    }

    private Opened openWorkbook(Path file) throws IOException, Refused {
        WorkbookGuard.check(file);
        Workbook workbook = Workbook.open(file);
        try {
            LayoutChoice<Workbook.SheetName> choice = new LayoutChoice<>(register);
            for (Workbook.SheetName sheet : workbook.sheets()) {
                List<Layout> allowed = layouts.stream()
                        .filter(layout -> layout.sheet() == null
                                ? sheet.visible()
                                : Words.cell(layout.sheet()).equals(Words.cell(sheet.name())))
                        .toList();
                if (!allowed.isEmpty()) {
                    choice.attempt(sheet, allowed, head(workbook.table(sheet)));
                }
            }
            nearest = choice.nearest();
            LayoutChoice.Found<Workbook.SheetName> best = choice.best();
            Table table = workbook.table(best.way());
            return opened(
                    best.fit(),
                    new OwnedTable(table, workbook),
                    "workbook, sheet '%s'".formatted(Words.shown(best.way().name())));
        } catch (IOException | Refused | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    /** The rows in which a header may be. What cannot be read further may be another delimiter's: it just ends. */
    private static List<Header> head(Table table) throws IOException {
        List<Header> rows = new ArrayList<>();
        try (table) {
            Cells row = new Cells();
            int characters = 0;
            while (rows.size() < HEAD_ROWS && characters < HEAD_CHARACTERS && table.next(row)) {
                Header header = Header.of(row);
                characters += header.names().stream().mapToInt(String::length).sum();
                rows.add(header);
            }
        } catch (Refused e) {
            return rows;
        }
        return rows;
    }

    private static Opened opened(Header.Fit fit, Table table, String how) throws IOException, Refused {
        try {
            Cells row = new Cells();
            while (table.next(row)) {
                if (row.line() == fit.header().line()) {
                    return new Opened(
                            fit,
                            table,
                            "%s, header in line %d".formatted(how, fit.header().line()));
                }
            }
            throw new Refused("the file changed while it was read", "a file that stands still", "try again");
        } catch (IOException | Refused | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /** A sheet's rows; closes the workbook too. */
    private record OwnedTable(Table table, Workbook workbook) implements Table {
        @Override
        public boolean next(Cells row) throws IOException, Refused {
            return table.next(row);
        }

        @Override
        public boolean mayEndEarly() {
            return table.mayEndEarly();
        }

        @Override
        public boolean countsFrom1904() {
            return table.countsFrom1904();
        }

        @Override
        public void close() throws IOException {
            try (workbook) {
                table.close();
            }
        }
    }
}
