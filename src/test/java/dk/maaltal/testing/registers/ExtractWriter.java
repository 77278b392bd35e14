package dk.maaltal.testing.registers;

import dk.maaltal.testing.registers.Written.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes extracts as a case system or a spreadsheet would: clean, or with every oddity and some rows that are wrong. */
public final class ExtractWriter {
    private static final int TOLERANCE = 100;

    private final Random random;

    public ExtractWriter(long seed) {
        this.random = new Random(seed);
    }

    /** A key for pseudonyms that nobody else may read. */
    public static Path key(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row as it stands in the file, and what is wrong with it. */
    private record Row(
            List<@Nullable Object> cells,
            List<String> texts,
            @Nullable Mistake mistake) {}

    /** The canonical form, without a fault. */
    public Written clean(Path folder, String register, LocalDate day, List<Line> lines) {
        return write(folder, register, day, lines, Dialect.CANONICAL, false);
    }

    /**
     * Writes a file into a register's drop folder.
     *
     * @param dirty with rows that stand twice, and as many wrong ones as are tolerated
     */
    Written write(Path drop, String register, LocalDate day, List<Line> lines, Dialect dialect, boolean dirty) {
        List<Row> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(row(line, dialect, null)));
        int merged = 0;
        if (dirty) {
            for (int i = lines.size() / 50; i > 0; i--) {
                rows.add(row(lines.get(random.nextInt(lines.size())), dialect, null));
                merged++;
            }
            List<Mistake> mistakes = new ArrayList<>(Mistake.of(register, dialect));
            Collections.shuffle(mistakes, random);
            // Not more than a hundredth of all rows, whichever way duplicates are counted.
            int bad = Math.min(mistakes.size(), lines.size() / TOLERANCE);
            for (Mistake mistake : mistakes.subList(0, bad)) {
                rows.add(row(lines.get(random.nextInt(lines.size())), dialect, mistake));
            }
            Collections.shuffle(rows, random);
        }
        String name =
                "%s udtræk %s_%s.%s".formatted(register, dialect.name(), day, dialect.isWorkbook() ? "xlsx" : "csv");
        Path file = put(drop.resolve(register), name, bytes(register, rows, dialect));
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Mistake mistake = rows.get(i).mistake;
            if (mistake != null) {
                rejected.add(new Rejected(dialect.titles() + 2L + i, mistake.column(), mistake.rule()));
            }
        }
        return new Written(file, List.copyOf(lines), rejected, merged);
    }

    /** Puts a file of any content where it is complete from the first moment it is seen. */
    public static Path put(Path folder, String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path part = Files.write(folder.resolve(name + ".part"), content);
            return Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(Line line, Dialect dialect, @Nullable Mistake mistake) {
        List<String> columns = Line.HEADERS.getOrDefault(line.register(), List.of());
        List<@Nullable Object> cells = new ArrayList<>(line.cells());
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            texts.add(dialect.text(cells.get(i), columns.get(i).equals("person")));
        }
        if (mistake != null && !mistake.column().isEmpty()) {
            texts.set(columns.indexOf(mistake.column()), mistake.text());
        } else if (mistake != null) {
            texts.add(mistake.rule().equals("wrong_columns") ? mistake.text() : "");
        }
        return new Row(cells, texts, mistake);
    }

    private static byte[] bytes(String register, List<Row> rows, Dialect dialect) {
        return dialect.isWorkbook() ? workbook(register, rows, dialect) : csv(register, rows, dialect);
    }

    private static byte[] csv(String register, List<Row> rows, Dialect dialect) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (dialect.bom()) {
            out.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        List<String> header = Line.HEADERS.getOrDefault(register, List.of());
        for (int i = 0; i < dialect.titles(); i++) {
            out.writeBytes((title(register, i) + dialect.lineEnd()).getBytes(dialect.charset()));
        }
        out.writeBytes(joined(header, dialect));
        for (Row row : rows) {
            if (row.mistake != null && row.mistake.rule().equals("bad_encoding")) {
                byte[] line = joined(row.texts.subList(0, row.texts.size() - 1), dialect);
                // A letter that no one can read, in the first column.
                out.write(0xFF);
                out.writeBytes(line);
            } else {
                out.writeBytes(joined(row.texts, dialect));
            }
        }
        if (dialect.total()) {
            List<String> total = new ArrayList<>(Collections.nCopies(header.size(), ""));
            total.set(0, "I alt");
            out.writeBytes(joined(total, dialect));
        }
        return out.toByteArray();
    }

    private static String title(String register, int row) {
        return row == 0 ? "Udtræk af " + register : row == 1 ? "Norddjurs Kommune, må ikke deles" : "";
    }

    private static byte[] joined(List<String> cells, Dialect dialect) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : String.valueOf(dialect.delimiter()));
            boolean quote = cell.indexOf(dialect.delimiter()) >= 0 || cell.contains("\"");
            line.append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return line.append(dialect.lineEnd()).toString().getBytes(dialect.charset());
    }

    private static byte[] workbook(String register, List<Row> rows, Dialect dialect) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fill(out, register, rows, dialect);
        return out.toByteArray();
    }

    private static void fill(OutputStream out, String register, List<Row> rows, Dialect dialect) {
        try (Workbook workbook = new Workbook(out, "Fagsystem", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Udtræk");
            int at = 0;
            for (; at < dialect.titles(); at++) {
                sheet.value(at, 0, title(register, at));
            }
            List<String> header = Line.HEADERS.getOrDefault(register, List.of());
            for (int c = 0; c < header.size(); c++) {
                sheet.value(at, c, header.get(c));
            }
            for (Row row : rows) {
                at++;
                for (int c = 0; c < row.texts.size(); c++) {
                    String text = row.texts.get(c);
                    boolean wrong = row.mistake != null && row.mistake.column().equals(header.get(c));
                    if (wrong || dialect.padded()) {
                        sheet.value(at, c, text);
                    } else {
                        typed(sheet, at, c, row.cells.get(c), text, header.get(c));
                    }
                }
            }
            if (dialect.total()) {
                sheet.value(at + 1, 0, "I alt");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a spreadsheet keeps it: days and numbers as numbers, CPR numbers too. */
    private static void typed(Worksheet sheet, int row, int column, @Nullable Object cell, String text, String name) {
        if (cell instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format("dd-mm-yyyy").set();
        } else if (cell instanceof BigDecimal number) {
            sheet.value(row, column, number);
        } else if (cell instanceof Number number && number.longValue() != Line.HIDDEN) {
            sheet.value(row, column, number.longValue());
        } else if (name.equals("person") && text.matches("[0-9]+")) {
            sheet.value(row, column, Long.parseLong(text));
        } else if (!text.isEmpty()) {
            sheet.value(row, column, text);
        }
    }
}
