package dk.maaltal.source.register;

import dk.maaltal.register.Column;

/**
 * Numbers as Danish files write them: {@code 1.234,56}, {@code 1234,56}, {@code 1 234,56}, {@code 1,4 %}.
 *
 * <p>Where the layout does not say which mark is used, a lone point is read by what the column holds: {@code 1.234} is
 * 1234 in a column of whole numbers, where it can be nothing else, and 1.234 in a column of decimals, since the
 * canonical layout takes both comma and point and hours and percentages seldom reach a thousand.
 *
 * <p>No count or share of a municipality has more than eight digits, leading zeros among them; a CPR number that slipped
 * into such a column has nine or ten, and must not become a figure.
 */
final class Numbers {
    private static final int MOST_DIGITS = 8;
    private static final long MOST = 99_999_999 * Column.DECIMAL_SCALE;
    private static final int DECIMALS = 6;

    private Numbers() {}

    /** A whole number from 0 to 99,999,999; {@code 12,0} is one. */
    static long whole(Text text, DecimalMark mark) {
        int end = text.length();
        int lone = mark == DecimalMark.EITHER && !text.is(Text.NUMBER) ? loneThousands(text) : -1;
        long scaled = scaled(text, end, lone >= 0 ? DecimalMark.COMMA : mark);
        if (Faults.is(scaled) || scaled % Column.DECIMAL_SCALE != 0 || text.is(Text.PERCENT)) {
            return Faults.NUMBER;
        }
        return scaled / Column.DECIMAL_SCALE;
    }

    /** A number of 0 or more with at most eight digits before the mark, times {@link Column#DECIMAL_SCALE}, half up; a percent sign may follow. */
    static long decimal(Text text, DecimalMark mark) {
        int end = text.length();
        if (end > 0 && text.at(end - 1) == '%') {
            end--;
            while (end > 0 && Text.isSpace(text.at(end - 1))) {
                end--;
            }
        }
        long scaled = scaled(text, end, mark);
        if (!Faults.is(scaled) && text.is(Text.PERCENT)) {
            return scaled <= MOST / 100 ? scaled * 100 : Faults.NUMBER;
        }
        return scaled;
    }

    /** The place of the only point of {@code 1.234}, or -1. */
    private static int loneThousands(Text text) {
        int at = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            if (c == ',' || c == '.' && at >= 0) {
                return -1;
            }
            if (c == '.') {
                at = i;
            }
        }
        return at > 0 && text.at(0) != '0' && text.length() - at == 4 ? at : -1;
    }

    private static long scaled(Text text, int end, DecimalMark mark) {
        int part = decimalPlace(text, end, mark);
        long whole = part == Integer.MIN_VALUE ? -1 : grouped(text, part < 0 ? end : part);
        if (whole < 0) {
            return Faults.NUMBER;
        }
        long scaled = whole * Column.DECIMAL_SCALE;
        return part < 0 ? scaled : plusFraction(text, part + 1, end, scaled);
    }

    /** The decimal mark's place; -1 for none, {@link Integer#MIN_VALUE} where it cannot be told. */
    private static int decimalPlace(Text text, int end, DecimalMark mark) {
        int points = 0;
        int commas = 0;
        int lastPoint = -1;
        int lastComma = -1;
        for (int i = 0; i < end; i++) {
            if (text.at(i) == '.') {
                points++;
                lastPoint = i;
            } else if (text.at(i) == ',') {
                commas++;
                lastComma = i;
            }
        }
        DecimalMark used = text.is(Text.NUMBER) ? DecimalMark.POINT : mark;
        if (used == DecimalMark.EITHER) {
            used = commas == 0 && points == 1 ? DecimalMark.POINT : DecimalMark.COMMA;
        }
        boolean comma = used == DecimalMark.COMMA;
        if ((comma ? commas : points) > 1 || text.is(Text.NUMBER) && commas > 0) {
            return Integer.MIN_VALUE;
        }
        int place = comma ? lastComma : lastPoint;
        boolean thousandsAfter = place >= 0 && (comma ? lastPoint : lastComma) > place;
        return thousandsAfter ? Integer.MIN_VALUE : place;
    }

    /** At most eight digits, or groups of three of them with the same character between; -1 when they are neither. */
    private static long grouped(Text text, int end) {
        long number = 0;
        int digits = 0;
        int group = 0;
        char separator = 0;
        for (int i = 0; i < end; i++) {
            char c = text.at(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + (c - '0');
                group++;
                if (++digits > MOST_DIGITS) {
                    return -1;
                }
            } else if (c == '.' || c == ',' || Text.isSpace(c)) {
                boolean first = separator == 0;
                if (first ? group < 1 || group > 3 || text.at(0) == '0' : group != 3 || c != separator) {
                    return -1;
                }
                separator = c;
                group = 0;
            } else {
                return -1;
            }
        }
        return digits == 0 || separator != 0 && group != 3 ? -1 : number;
    }

    private static long plusFraction(Text text, int begin, int end, long scaled) {
        if (begin == end) {
            return Faults.NUMBER;
        }
        long unit = Column.DECIMAL_SCALE;
        long sum = scaled;
        for (int i = begin; i < end; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return Faults.NUMBER;
            }
            unit /= 10;
            if (i - begin < DECIMALS) {
                sum += digit * unit;
            } else if (i - begin == DECIMALS && digit >= 5) {
                sum++;
            }
        }
        return sum;
    }

    /** {@code <5}, hidden by whoever made the sheet. */
    static boolean isSuppressed(Text text) {
        int i = 1;
        while (i < text.length() && Text.isSpace(text.at(i))) {
            i++;
        }
        return text.length() > i && text.at(0) == '<' && text.digits(i, text.length()) >= 0;
    }
}
