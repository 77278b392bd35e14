package dk.maaltal.testing.registers;

import java.nio.file.Path;
import java.util.List;

/**
 * A file as it was written.
 *
 * @param lines rows that are right, each once
 * @param rejections what should be said of the others, in the order of the lines
 * @param merged rows that stand there once more
 */
public record Written(Path file, List<Line> lines, List<Rejected> rejections, int merged) {
    /** @param line of the file, from 1 */
    public record Rejected(long line, String column, String rule) {}
}
