package dk.maaltal.source.register;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** Dates, months and other spans of time as Danish files write them. */
final class Days {
    private static final ZoneRules COPENHAGEN = ZoneId.of("Europe/Copenhagen").getRules();
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    /** Where a spreadsheet's first of January 1900 is 1, and the 29 February 1900 it believes in is 60. */
    private static final long ZERO_1900 = LocalDate.of(1899, 12, 30).toEpochDay();

    private static final long ZERO_1904 = LocalDate.of(1904, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(LAST_YEAR, 12, 31).toEpochDay();
    /** From 1927 to 2119: 2024 is a year, and 202311 a month, in a cell that is not shown as a date. */
    private static final int LEAST_UNDATED_SERIAL = 10_000;

    private static final int MOST_UNDATED_SERIAL = 80_000;

    private final boolean serials;
    private final boolean from1904;

    /**
     * @param serials whether five digits in a text file are a spreadsheet's day number
     * @param from1904 whether a workbook's day numbers count from 1904
     */
    Days(boolean serials, boolean from1904) {
        this.serials = serials;
        this.from1904 = from1904;
    }

    /**
     * {@code 2024-06-30}, {@code 30-06-2024}, {@code 30.06.2024}, {@code 30/06/2024}, each with a time of day or none; an
     * instant ({@code 2024-06-29T22:00:00Z}), of which the day in Denmark counts; a spreadsheet's day number.
     *
     * @return the epoch day
     */
    long day(Text text) {
        if (text.is(Text.NUMBER)) {
            return serial(text);
        }
        int first = digitsFrom(text, 0);
        if (first == text.length()) {
            return serials && first == 5 ? undated(text.digits(0, first)) : Faults.DATE;
        }
        char separator = text.at(first);
        if (separator != '-' && separator != '.' && separator != '/') {
            return Faults.DATE;
        }
        int second = digitsFrom(text, first + 1);
        if (second == text.length() || text.at(second) != separator) {
            return Faults.DATE;
        }
        int third = digitsFrom(text, second + 1);
        int middle = second - first - 1;
        int last = third - second - 1;
        if (middle < 1 || middle > 2) {
            return Faults.DATE;
        }
        long month = text.digits(first + 1, second);
        boolean yearFirst = first == 4 && separator == '-' && last >= 1 && last <= 2;
        boolean yearLast = first >= 1 && first <= 2 && last == 4;
        if (!yearFirst && !yearLast) {
            return Faults.DATE;
        }
        long a = text.digits(0, first);
        long b = text.digits(second + 1, third);
        long day = yearFirst ? civil(a, month, b) : civil(b, month, a);
        return Faults.is(day) || third == text.length() ? day : withTime(text, third, day);
    }

    private static int digitsFrom(Text text, int begin) {
        int i = begin;
        while (i < text.length() && text.at(i) >= '0' && text.at(i) <= '9') {
            i++;
        }
        return i;
    }

    private static long civil(long year, long month, long day) {
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) {
            return Faults.DATE;
        }
        if (day > 28 && day > YearMonth.of((int) year, (int) month).lengthOfMonth()) {
            return Faults.DATE;
        }
        return LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
    }

    private long serial(Text text) {
        long scaled = Numbers.decimal(text, DecimalMark.POINT);
        if (Faults.is(scaled) || text.is(Text.PERCENT)) {
            return Faults.DATE;
        }
        long number = scaled / dk.maaltal.register.Column.DECIMAL_SCALE;
        return text.is(Text.DATED) ? serialDay(number) : undated(number);
    }

    private long undated(long number) {
        return number < LEAST_UNDATED_SERIAL || number > MOST_UNDATED_SERIAL ? Faults.DATE : serialDay(number);
    }

    private long serialDay(long number) {
        if (from1904) {
            return number > LAST_DAY - ZERO_1904 ? Faults.DATE : ZERO_1904 + number;
        }
        if (number < 1 || number == 60 || number > LAST_DAY - ZERO_1900) {
            return Faults.DATE;
        }
        return number < 60 ? ZERO_1900 + number + 1 : ZERO_1900 + number;
    }

    /** A time of day after a date: of no use unless an offset follows it, but it must be one. */
    private static long withTime(Text text, int begin, long day) {
        int at = begin;
        if (text.at(at) == 'T' || text.at(at) == 't') {
            at++;
        } else {
            while (at < text.length() && Text.isSpace(text.at(at))) {
                at++;
            }
            if (at == begin) {
                return Faults.DATE;
            }
        }
        int end = at;
        int[] parts = new int[3];
        for (int part = 0; part < 3; part++) {
            int stop = digitsFrom(text, end);
            if (stop - end < 1 || stop - end > 2) {
                return Faults.DATE;
            }
            parts[part] = (int) text.digits(end, stop);
            end = stop;
            boolean more = end < text.length() && (text.at(end) == ':' || text.at(end) == '.');
            if (!more || part == 2) {
                if (part == 0) {
                    return Faults.DATE;
                }
                break;
            }
            end++;
        }
        if (end < text.length() && (text.at(end) == '.' || text.at(end) == ',')) {
            int stop = digitsFrom(text, end + 1);
            if (stop == end + 1) {
                return Faults.DATE;
            }
            end = stop;
        }
        if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) {
            return Faults.DATE;
        }
        return end == text.length() ? day : inDenmark(text, end, day, parts);
    }

    private static long inDenmark(Text text, int begin, long day, int[] time) {
        int offset;
        char sign = text.at(begin);
        int rest = text.length() - begin - 1;
        if ((sign == 'Z' || sign == 'z') && rest == 0) {
            offset = 0;
        } else if ((sign == '+' || sign == '-') && (rest == 5 && text.at(begin + 3) == ':' || rest == 4)) {
            long hours = text.digits(begin + 1, begin + 3);
            long minutes = text.digits(begin + rest - 1, begin + rest + 1);
            if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
                return Faults.DATE;
            }
            offset = (int) (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
        } else {
            return Faults.DATE;
        }
        LocalDateTime there = LocalDate.ofEpochDay(day).atTime(time[0], time[1], time[2]);
        Instant instant = there.toInstant(ZoneOffset.ofTotalSeconds(offset * 60));
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, COPENHAGEN.getOffset(instant))
                .toLocalDate()
                .toEpochDay();
    }

    /**
     * {@code 2024-06}, {@code 06-2024} (also with a point or a slash), {@code 2024M06}, or any date of the month.
     *
     * @return year * 12 + month - 1
     */
    long month(Text text) {
        if (!text.is(Text.NUMBER)) {
            int first = digitsFrom(text, 0);
            int second = first < text.length() ? digitsFrom(text, first + 1) : 0;
            if (second == text.length()) {
                return monthOf(text, first);
            }
        }
        long day = day(text);
        if (Faults.is(day)) {
            return day;
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 12L + date.getMonthValue() - 1;
    }

    private static long monthOf(Text text, int first) {
        char separator = text.at(first);
        int rest = text.length() - first - 1;
        boolean letter = separator == 'M' || separator == 'm';
        boolean sign = separator == '-' || separator == '.' || separator == '/';
        if (first == 4 && (rest == 2 || rest == 1 && sign) && (letter || separator == '-')) {
            return monthOf(text.digits(0, 4), text.digits(5, text.length()));
        }
        if ((first == 2 || first == 1) && rest == 4 && sign) {
            return monthOf(text.digits(first + 1, text.length()), text.digits(0, first));
        }
        return Faults.DATE;
    }

    private static long monthOf(long year, long month) {
        boolean real = isYear(year) && month >= 1 && month <= 12;
        return real ? year * 12 + month - 1 : Faults.DATE;
    }

    /** {@code 2024}. */
    static long year(Text text) {
        long year = text.is(Text.NUMBER)
                ? Numbers.whole(text, DecimalMark.POINT)
                : text.length() == 4 ? text.digits(0, 4) : -1;
        return isYear(year) ? year : Faults.NUMBER;
    }

    private static boolean isYear(long year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    /**
     * {@code 2023/2024}, {@code 2023/24}, also with a hyphen.
     *
     * @return the year it ends in
     */
    static long schoolYear(Text text) {
        String words = text.words().replace(" ", "");
        if (!words.matches("\\d{4}[/-](\\d{2}|\\d{4})")) {
            return Faults.DATE;
        }
        int start = Integer.parseInt(words.substring(0, 4));
        int end = Integer.parseInt(words.substring(5));
        boolean next = words.length() == 9 ? end == start + 1 : end == (start + 1) % 100;
        return next && isYear(start) && isYear(start + 1L) ? start + 1L : Faults.DATE;
    }

    /**
     * {@code 2024H1}, {@code 2024 H1}, {@code 1. halvår 2024}.
     *
     * @return year * 2 + 0 or 1
     */
    static long halfYear(Text text) {
        String words = text.words().replace(" ", "").replace("-", "");
        int year;
        int half;
        if (words.matches("(?i)\\d{4}H[12]")) {
            year = Integer.parseInt(words.substring(0, 4));
            half = words.charAt(5) - '1';
        } else if (words.matches("(?i)[12]\\.halvår\\d{4}")) {
            year = Integer.parseInt(words.substring(words.length() - 4));
            half = words.charAt(0) - '1';
        } else {
            return Faults.DATE;
        }
        return isYear(year) ? year * 2L + half : Faults.DATE;
    }

    /** Whether a year has a 29 February. */
    static boolean isLeap(int year) {
        return Year.isLeap(year);
    }
}
