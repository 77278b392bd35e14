package dk.maaltal.source.register;

/** What stands in one cell, without the padding around it; a view that is moved from cell to cell. */
final class Text {
    /** A number cell of a workbook: digits, a point, no thousands. */
    static final int NUMBER = 1;
    /** A number cell that is shown as a date. */
    static final int DATED = 2;
    /** A number cell that is shown as a percentage: it holds a hundredth of what is seen. */
    static final int PERCENT = 4;
    /** A formula without a result. */
    static final int BROKEN = 8;

    private char[] chars = new char[0];
    private int from;
    private int to;
    private int kind;

    /** Moves the view. */
    Text set(char[] in, int begin, int end, int kindBits) {
        chars = in;
        from = begin;
        to = end;
        kind = kindBits;
        while (from < to && isPadding(chars[from])) {
            from++;
        }
        while (from < to && isPadding(chars[to - 1])) {
            to--;
        }
        return this;
    }

    Text set(String text) {
        return set(text.toCharArray(), 0, text.length(), 0);
    }

    private static boolean isPadding(char c) {
        return c <= ' ' || c >= 0x7f && isSpace(c);
    }

    /** Every character that only takes up room, the invisible ones among them. */
    static boolean isSpace(char c) {
        return c == ' '
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == '\u00a0'
                || c == '\ufeff'
                || c >= '\u2000' && c <= '\u200d'
                || c == '\u202f'
                || c == '\u2060'
                || c == '\u3000';
    }

    int length() {
        return to - from;
    }

    char at(int i) {
        return chars[from + i];
    }

    boolean is(int bit) {
        return (kind & bit) != 0;
    }

    /** Nothing, {@code -}, {@code .} or {@code ..}: missing, which is not 0. */
    boolean isMissing() {
        int length = to - from;
        return length == 0
                || length == 1 && (chars[from] == '-' || chars[from] == '.')
                || length == 2 && chars[from] == '.' && chars[from + 1] == '.';
    }

    /** Whether it consists of this many digits and nothing else. */
    boolean isDigits(int count) {
        return length() == count && digits(0, count) >= 0;
    }

    /** The number in some places, or -1 when one of them is no digit. */
    long digits(int begin, int end) {
        long number = 0;
        for (int i = from + begin; i < from + end; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    boolean sameAs(String other) {
        int length = to - from;
        if (other.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (other.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    int hash() {
        int hash = kind;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        return hash ^ hash >>> 15;
    }

    /** Its words, with one space between. */
    String words() {
        StringBuilder words = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (!isSpace(chars[i])) {
                words.append(chars[i]);
            } else if (!isSpace(chars[i - 1])) {
                words.append(' ');
            }
        }
        return words.toString();
    }

    /** As it stands, without the padding. */
    String exact() {
        return new String(chars, from, to - from);
    }

    /** For code only: nothing of a personal file may be shown. */
    @Override
    public String toString() {
        return "a cell of %d characters".formatted(length());
    }
}
