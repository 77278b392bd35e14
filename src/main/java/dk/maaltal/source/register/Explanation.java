package dk.maaltal.source.register;

import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code check registers FILE} tells of a file. Nothing in it can be a CPR number.
 *
 * @param format how the file was understood: encoding, delimiter or sheet, line of the header; empty when it was not
 * @param columns the headers found, in order
 * @param layouts each layout of the register, and what it lacks or how many headers it knows
 * @param reading the file read to its end
 * @param first its first rejections
 */
public record Explanation(
        String format, List<String> columns, List<Fit> layouts, FileReading reading, List<Rejection> first) {
    public Explanation {
        columns = List.copyOf(columns);
        layouts = List.copyOf(layouts);
        first = List.copyOf(first);
    }

    /**
     * How one layout fits.
     *
     * @param layout its name
     * @param known how many of the file's headers it knows
     * @param missing the headers it needs and the file has not; it fits when there are none
     */
    public record Fit(String layout, int known, List<String> missing) {
        public Fit {
            missing = List.copyOf(missing);
        }

        private String text() {
            return missing.isEmpty()
                    ? "fits, and knows %d columns".formatted(known)
                    : "knows %d columns and lacks %s".formatted(known, String.join(", ", missing));
        }
    }

    /** As lines for a person. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!format.isEmpty()) {
            lines.add("read as: " + format);
        }
        if (!columns.isEmpty()) {
            lines.add("columns found: " + String.join(", ", columns));
        }
        for (Fit fit : layouts) {
            lines.add("layout %s: %s".formatted(fit.layout(), fit.text()));
        }
        if (reading.layout() != null) {
            lines.add("taken by %s: %d rows, %d rejected, %d skipped"
                    .formatted(reading.layout(), reading.taken(), reading.rejected(), reading.skipped()));
        }
        reading.warnings().forEach(warning -> lines.add("note: " + warning));
        for (Rejection rejection : first) {
            lines.add("line %d%s: %s: %s"
                    .formatted(
                            rejection.line(),
                            rejection.column().isEmpty() ? "" : ", " + rejection.column(),
                            rejection.rule().text(),
                            rejection.reason()));
        }
        Problem refusal = reading.refusal();
        if (refusal != null) {
            lines.add("refused: " + refusal);
        }
        return lines;
    }
}
