package dk.maaltal.report.export;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The little that all files of TMDL (Tabular Model Definition Language) have in common. Depth is tabs. */
final class Tmdl {
    private Tmdl() {}

    /** A name, in quotes where TMDL asks for them. */
    static String name(String name) {
        return name.matches("[\\p{L}\\p{N}_]+") ? name : "'" + name.replace("'", "''") + "'";
    }

    /** The same tag for the same thing in every export, so that Power BI knows it again. */
    static String tag(String... path) {
        String text = "maaltal/" + String.join("/", path);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Lines of an expression, each so many tabs deep. */
    static String deep(int tabs, String lines) {
        StringBuilder text = new StringBuilder();
        lines.strip().lines().forEach(line -> {
            if (!line.isBlank()) {
                text.append("\t".repeat(tabs)).append(line);
            }
            text.append('\n');
        });
        return text.toString();
    }
}
