package dk.maaltal.source.register;

import java.util.regex.Pattern;

/**
 * Text that goes into a message, a rejection, a log or the database, without anything that looks like a CPR number: ten
 * digits or more in a row, six and four (or five and four, where a leading zero is lost) with up to three separators
 * between, and nine digits standing alone. What is no CPR number but looks like one (a P-number) goes too. Not meant
 * for digests, whose digits may stand in a row by chance.
 */
public final class Masked {
    private static final String IN_PLACE = "**********";
    private static final String SEPARATORS = "[\\s\\p{Z}\\p{Pd}\\u2212./_]{1,3}";
    private static final Pattern CPR = Pattern.compile(
            "\\p{Nd}{10,}" // ten digits, also inside a longer number
                    + "|(?<!\\p{Nd})\\p{Nd}{5,6}" + SEPARATORS + "\\p{Nd}{4}(?!\\p{Nd})"
                    + "|\\p{Nd}{6}" + SEPARATORS + "\\p{Nd}{4}"
                    + "|(?<!\\p{Nd})\\p{Nd}{9}(?!\\p{Nd})");

    /** Control and format characters, the ends of lines and paragraphs, and what is half a character. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    private Masked() {}

    /** The text with each such number replaced by ten stars. */
    public static String text(String text) {
        return mayHoldNine(text) ? CPR.matcher(text).replaceAll(IN_PLACE) : text;
    }

    /**
     * The same of a name that others gave: on one line, without anything a terminal obeys. Masked last, for two halves of
     * a number may have had a control character between them.
     */
    public static String shown(String name) {
        return text(UNSHOWABLE.matcher(name).replaceAll(" ").strip());
    }

    /** Whether there is anything to mask. */
    public static boolean holdsCpr(CharSequence text) {
        return mayHoldNine(text) && CPR.matcher(text).find();
    }

    /** Cheap: most texts have fewer than nine digits. */
    private static boolean mayHoldNine(CharSequence text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                digits++;
            }
        }
        return digits >= 9;
    }
}
