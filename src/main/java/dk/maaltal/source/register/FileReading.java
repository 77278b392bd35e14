package dk.maaltal.source.register;

import dk.maaltal.problem.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the reading of one file ended. Rows read = taken + rejected; skipped ones are not rows.
 *
 * @param layout the name of the layout that fitted, or null when none did
 * @param delta whether the file adds to what is held instead of replacing it
 * @param key the canonical columns by which a later row of a delta replaces an earlier one; empty for none
 * @param coversFrom the first day the layout says its extracts reach back to, or null
 * @param shrinkTolerance share of rows a full extract may lose against the one before
 * @param rejectTolerance share of rows that may be rejected
 * @param taken rows given to the sink
 * @param rejected rows rejected
 * @param skipped declared total and footnote rows
 * @param earliest the earliest day in it (a month's, year's or half-year's first), or null when there is no row
 * @param codes for each code and word column its labels, by the place that stands in the rows
 * @param warnings what was taken and should be looked at, with how often
 * @param refusal why the file cannot be taken at all; null when it was read to its end
 */
public record FileReading(
        @Nullable String layout,
        boolean delta,
        List<String> key,
        @Nullable LocalDate coversFrom,
        double shrinkTolerance,
        double rejectTolerance,
        long taken,
        long rejected,
        long skipped,
        @Nullable LocalDate earliest,
        Map<String, List<String>> codes,
        List<String> warnings,
        @Nullable Problem refusal) {
    public FileReading {
        key = List.copyOf(key);
        codes = Map.copyOf(codes);
        warnings = List.copyOf(warnings);
    }
}
