package dk.maaltal.source.register;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that goes into a message, a rejection, a log or the database, without anything that may be a CPR number, however
 * its digits are grouped: nine digits or more with at most three characters between one and the next, none of them a
 * letter, become ten stars. What is no CPR number but looks like one (a P-number, two dates with a time of day) goes
 * too. ISO dates stay where they cannot be part of one, as in a file's name, and instants do. Not meant for digests, whose digits may
 * stand in a row by chance.
 */
public final class Masked {
    private static final String IN_PLACE = "**********";
    private static final int LEAST_DIGITS = 9;
    private static final int MOST_BETWEEN = 3;
    /** A CPR number written around a date of birth has at least four digits more. */
    private static final int MOST_BESIDE_DATES = 3;

    private static final Pattern ISO_DATE =
            Pattern.compile("(?<!\\p{Nd})(19|20)\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?!\\p{Nd})");

    /** As Måltal writes it: no part of it is a person's. */
    private static final Pattern INSTANT =
            Pattern.compile("(?<!\\p{Nd})20\\d\\d-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");

    private static final Pattern FIRST_TO_LAST_DIGIT = Pattern.compile("(?s)\\p{Nd}(?:.*\\p{Nd})?");

    private static final String SEPARATOR = "[\\s\\p{Z}\\p{Pd}\\p{Cf}\\u2212./_]";
    /** Ten digits or nine alone; six (or five) and four; or the date in parts, with its century or without. */
    private static final Pattern CPR = Pattern.compile("\\p{Nd}{10}"
            + "|(?<!\\p{Nd})\\p{Nd}{9}(?!\\p{Nd})"
            + "|(?<!\\p{Nd})\\p{Nd}{5,6}S{1,3}\\p{Nd}{4}(?!\\p{Nd})".replace("S", SEPARATOR)
            + "|\\p{Nd}{6}S{1,3}\\p{Nd}{4}".replace("S", SEPARATOR)
            + "|(?<!\\p{Nd})(?:0?[1-9]|[12]\\d|3[01])S{0,3}(?:0[1-9]|1[0-2])S{0,3}(?:19|20)?\\p{Nd}{2}S{0,3}\\p{Nd}{4}(?!\\p{Nd})"
                    .replace("S", SEPARATOR));

    /** Control and format characters, the ends of lines and paragraphs, and what is half a character. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    private Masked() {}

    /** The text with each run of such digits replaced by ten stars. */
    public static String text(String text) {
        if (!mayHoldNine(text)) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        Matcher instant = INSTANT.matcher(text);
        int done = 0;
        while (instant.find()) {
            mask(text.substring(done, instant.start()), masked);
            masked.append(instant.group());
            done = instant.end();
        }
        mask(text.substring(done), masked);
        return masked.toString();
    }

    /**
     * The same of a name that others gave: on one line, without anything a terminal obeys. Masked last, for two halves of
     * a number may have had a control character between them.
     */
    public static String shown(String name) {
        return text(UNSHOWABLE.matcher(name).replaceAll(" ").strip());
    }

    private static void mask(String text, StringBuilder masked) {
        int done = 0;
        Run run = Run.from(text, 0);
        while (run.digits > 0) {
            if (run.digits >= LEAST_DIGITS) {
                masked.append(text, done, run.begin).append(masked(text.substring(run.begin, run.end)));
                done = run.end;
            }
            run = Run.from(text, run.end);
        }
        masked.append(text, done, text.length());
    }

    /**
     * Whether it holds what is written as a CPR number is. Narrower than {@link #text}, for rows are rejected by it:
     * {@code 2024-0012345} is a case's number.
     */
    public static boolean holdsCpr(CharSequence text) {
        return mayHoldNine(text) && CPR.matcher(text).find();
    }

    private static String masked(String run) {
        String beside = ISO_DATE.matcher(run).replaceAll("");
        long digits = beside.codePoints().filter(Character::isDigit).count();
        if (digits <= MOST_BESIDE_DATES) {
            return run;
        }
        if (digits < LEAST_DIGITS) {
            return IN_PLACE;
        }
        StringBuilder masked = new StringBuilder();
        Matcher date = ISO_DATE.matcher(run);
        int done = 0;
        while (date.find()) {
            masked.append(starred(run.substring(done, date.start()))).append(date.group());
            done = date.end();
        }
        return masked.append(starred(run.substring(done))).toString();
    }

    private static String starred(String part) {
        return FIRST_TO_LAST_DIGIT.matcher(part).replaceFirst(IN_PLACE);
    }

    /** Digits with little between them; none are left when there are 0 of them. */
    private record Run(int begin, int end, int digits) {
        static Run from(String text, int from) {
            int begin = text.length();
            int end = begin;
            int digits = 0;
            int between = 0;
            int i = from;
            while (i < text.length()) {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                if (Character.isDigit(c)) {
                    begin = digits++ == 0 ? i - Character.charCount(c) : begin;
                    end = i;
                    between = 0;
                } else if (digits > 0 && !isInvisible(c)) {
                    if (Character.isLetter(c) || ++between > MOST_BETWEEN) {
                        break;
                    }
                }
            }
            return new Run(begin, end, digits);
        }

        /** Soft hyphens, joiners and accents take no room. */
        private static boolean isInvisible(int c) {
            int type = Character.getType(c);
            return type == Character.FORMAT || type == Character.NON_SPACING_MARK;
        }
    }

    /** Cheap: most texts have fewer than nine digits. */
    private static boolean mayHoldNine(CharSequence text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
                digits++;
            }
        }
        return digits >= LEAST_DIGITS;
    }
}
