package dk.maaltal.source.jobindsats;

import java.util.regex.Pattern;

/** A plan's pattern of a source's label; a change of spaces or case is no change, and æ, ø and å are letters. */
record LabelPattern(Pattern pattern) {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    static LabelPattern of(String regex) {
        return new LabelPattern(Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS));
    }

    boolean foundIn(String label) {
        return pattern.matcher(SPACES.matcher(label).replaceAll(" ").strip()).find();
    }
}
