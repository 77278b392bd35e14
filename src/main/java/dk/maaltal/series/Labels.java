package dk.maaltal.series;

import java.util.Locale;
import java.util.regex.Pattern;

/** How labels of a source are compared: a change of spaces or case is no change. */
public final class Labels {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    private Labels() {}

    /** Lower case, runs of white space (no-break space too) as one, ends stripped. */
    public static String normal(String label) {
        return SPACES.matcher(label).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** Whether two labels are the same but for spaces and case. */
    public static boolean same(String a, String b) {
        return normal(a).equals(normal(b));
    }
}
