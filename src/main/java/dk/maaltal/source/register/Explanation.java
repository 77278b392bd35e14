package dk.maaltal.source.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
    }

    /** As lines for a person. */
    public List<String> lines() {
        return List.of();
    }

    /** The layout that was used, or null. */
    public @Nullable String layout() {
        return reading.layout();
    }
}
