package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.FileReading;
import dk.maaltal.source.register.RegisterFiles;
import dk.maaltal.source.register.Rejection;
import dk.maaltal.source.register.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form of its own, so that staging is tested without any real one: first a line with a header, then settings
 * ({@code #delta}, {@code #key dato}, {@code #covers 2020-01-01}, {@code #shrink 0.2}, {@code #reject 0.5},
 * {@code #warn text}, {@code #refuse text}), rejections ({@code !bad_date dato}) and rows: the person's name, then long
 * numbers, {@code -} for none, {@code <} for suppressed, and labels for codes and words.
 */
final class LineFiles implements RegisterFiles {
    /** Told of each file before it is read. */
    Runnable onRead = () -> {};

    int reads;

    /** What every file is said to be warned of. */
    @Nullable
    String warning;

    /** A name's pseudonym, spread over all buckets. */
    static long high(String person) {
        return mix(person.hashCode() * 0x9E3779B97F4A7C15L + 1);
    }

    static long low(String person) {
        return mix(high(person) + 7);
    }

    private static long mix(long seed) {
        long z = seed;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public FileReading read(Register register, Path file, RowSink sink) throws IOException {
        reads++;
        onRead.run();
        if (!file.toFile().exists()) {
            throw new java.nio.file.NoSuchFileException("by the text of its name, as workbooks are opened");
        }
        List<String> lines = Files.readAllLines(file);
        boolean delta = false;
        List<String> key = List.of();
        LocalDate covers = null;
        double shrink = 0.2;
        double reject = 0.01;
        Problem refusal = null;
        long taken = 0;
        long rejected = 0;
        List<String> warnings = new ArrayList<>();
        if (warning != null) {
            warnings.add(warning);
        }
        Map<String, List<String>> codes = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", 2);
            switch (words[0]) {
                case "#delta" -> delta = true;
                case "#key" -> key = List.of(words[1].split(","));
                case "#covers" -> covers = LocalDate.parse(words[1]);
                case "#shrink" -> shrink = Double.parseDouble(words[1]);
                case "#reject" -> reject = Double.parseDouble(words[1]);
                case "#warn" -> warnings.add(words[1]);
                case "#refuse" -> refusal = Problem.upstream("", words[1], "", "");
                default -> {
                    if (words[0].startsWith("!")) {
                        rejected++;
                        sink.rejected(new Rejection(
                                i + 1L, words[1], Rejection.Rule.valueOf(words[0].substring(1)), "why: " + words[1]));
                    } else {
                        taken++;
                        row(register, lines.get(i).split(";"), codes, sink);
                    }
                }
            }
        }
        return new FileReading(
                "lines",
                delta,
                key,
                covers,
                shrink,
                reject,
                taken,
                rejected,
                0,
                taken == 0 ? null : LocalDate.parse("2021-01-01"),
                codes,
                warnings,
                refusal);
    }

    private static void row(Register register, String[] cells, Map<String, List<String>> codes, RowSink sink) {
        int at = register.isPersonal() ? 1 : 0;
        List<Column> columns = register.valueColumns();
        long[] values = new long[columns.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = value(columns.get(c), cells[at + c], codes);
        }
        sink.row(register.isPersonal() ? high(cells[0]) : 0, register.isPersonal() ? low(cells[0]) : 0, values);
    }

    private static long value(Column column, String cell, Map<String, List<String>> codes) {
        if (cell.equals("-")) {
            return Column.NONE;
        }
        if (cell.equals("<")) {
            return Column.SUPPRESSED;
        }
        if (column.type() == Column.Type.CODE || column.type() == Column.Type.WORD) {
            List<String> labels = codes.computeIfAbsent(column.name(), name -> new ArrayList<>());
            if (!labels.contains(cell)) {
                labels.add(cell);
            }
            return labels.indexOf(cell);
        }
        return Long.parseLong(cell);
    }

    /** A row as {@link #read} takes it, from what a generation gives back. */
    static String cell(Column column, long value, @Nullable List<String> labels) {
        if (value == Column.NONE) {
            return "-";
        }
        if (value == Column.SUPPRESSED) {
            return "<";
        }
        return labels == null ? Long.toString(value) : labels.get(Math.toIntExact(value));
    }
}
