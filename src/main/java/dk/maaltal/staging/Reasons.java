package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.register.Rejection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Why a file was refused: as a whole, and row by row. */
record Reasons(String file, Outcome outcome, Problem problem, long rejected, List<Rejection> rejections) {
    void write(Path to) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(to)) {
            line(out, "file", "line", "column", "rule", "reason");
            line(out, file, "", "", outcome.name().toLowerCase(Locale.ROOT), problem.toString());
            for (Rejection one : rejections) {
                line(
                        out,
                        file,
                        Long.toString(one.line()),
                        one.column(),
                        one.rule().text(),
                        one.reason());
            }
            if (rejected > rejections.size()) {
                line(
                        out,
                        file,
                        "",
                        "",
                        "more",
                        "%d rows were rejected in all; the first %d stand here".formatted(rejected, rejections.size()));
            }
        }
    }

    private static void line(BufferedWriter out, String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            out.write(i == 0 ? "" : ";");
            boolean isPlain = cells[i].chars().noneMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r');
            out.write(isPlain ? cells[i] : '"' + cells[i].replace("\"", "\"\"") + '"');
        }
        out.write('\n');
    }
}
