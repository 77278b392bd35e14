package dk.maaltal.staging;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code <anything>_<yyyy-MM-dd>.<csv|xlsx>}.
 *
 * @param extractDate null when the name has none
 */
record DroppedName(@Nullable LocalDate extractDate) {
    private static final Pattern ENDING = Pattern.compile("(?is).*\\.(csv|xlsx)");
    private static final Pattern DATED = Pattern.compile("(?is).*_([0-9]{4}-[0-9]{2}-[0-9]{2})\\.[a-z]+");

    static DroppedName of(String name) {
        return new DroppedName(date(name));
    }

    /** Whether it ends in one of the two; whatever does not is no extract. */
    static boolean hasEnding(String name) {
        return ENDING.matcher(name).matches();
    }

    private static @Nullable LocalDate date(String name) {
        Matcher dated = DATED.matcher(name);
        try {
            return dated.matches() ? LocalDate.parse(dated.group(1)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether others are still at work with the file: copying programs and spreadsheets name their own so. */
    static boolean isUnfinished(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".")
                || lower.startsWith("~$")
                || lower.endsWith(".part")
                || lower.endsWith(".filepart")
                || lower.endsWith(".crdownload")
                || lower.endsWith(".tmp");
    }
}
