package dk.maaltal.testing.registers;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How somebody's export writes things.
 *
 * @param name the layout that fits it
 * @param delimiter of the columns; 0 for a workbook
 * @param missing what an empty cell says
 * @param titles rows above the header
 * @param total whether a row of sums ends it
 */
record Dialect(
        String name,
        Charset charset,
        boolean bom,
        char delimiter,
        String lineEnd,
        Dates dates,
        boolean decimalComma,
        boolean padded,
        String missing,
        Cprs cprs,
        int titles,
        boolean total) {

    enum Dates {
        ISO,
        DASHES,
        POINTS,
        SLASHES,
        /** Days since 30 December 1899. */
        SERIALS,
        /** Midnight in Denmark, as an instant of UTC. */
        INSTANTS
    }

    enum Cprs {
        PLAIN,
        HYPHEN,
        /** A spreadsheet ate the zero in front. */
        NUMBERS
    }

    private static final Charset ANSI = Charset.forName("windows-1252");
    private static final ZoneId DENMARK = ZoneId.of("Europe/Copenhagen");

    static final Dialect CANONICAL = new Dialect(
            "canonical", StandardCharsets.UTF_8, false, ';', "\n", Dates.ISO, false, false, "", Cprs.PLAIN, 0, false);

    /** What real exports look like: one of each oddity, many at once. */
    static final List<Dialect> DIRTY = List.of(
            new Dialect(
                    "bom",
                    StandardCharsets.UTF_8,
                    true,
                    ';',
                    "\r\n",
                    Dates.DASHES,
                    true,
                    true,
                    "-",
                    Cprs.HYPHEN,
                    0,
                    false),
            new Dialect("ansi", ANSI, false, ';', "\r\n", Dates.POINTS, true, false, ".", Cprs.NUMBERS, 0, false),
            new Dialect(
                    "comma",
                    StandardCharsets.UTF_8,
                    false,
                    ',',
                    "\n",
                    Dates.SLASHES,
                    true,
                    true,
                    "..",
                    Cprs.PLAIN,
                    0,
                    false),
            new Dialect(
                    "tab",
                    StandardCharsets.UTF_8,
                    false,
                    '\t',
                    "\n",
                    Dates.SERIALS,
                    false,
                    false,
                    "",
                    Cprs.NUMBERS,
                    0,
                    false),
            new Dialect(
                    "instants",
                    StandardCharsets.UTF_8,
                    false,
                    ';',
                    "\n",
                    Dates.INSTANTS,
                    false,
                    false,
                    "",
                    Cprs.HYPHEN,
                    0,
                    false),
            new Dialect("report", ANSI, false, ';', "\r\n", Dates.DASHES, true, true, "-", Cprs.HYPHEN, 3, true));

    static final Dialect WORKBOOK = new Dialect(
            "workbook", StandardCharsets.UTF_8, false, '\0', "", Dates.ISO, true, false, "", Cprs.NUMBERS, 0, false);
    static final Dialect REPORT_WORKBOOK = new Dialect(
            "report-workbook",
            StandardCharsets.UTF_8,
            false,
            '\0',
            "",
            Dates.DASHES,
            true,
            true,
            "-",
            Cprs.HYPHEN,
            2,
            true);

    boolean isWorkbook() {
        return delimiter == '\0';
    }

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** A cell's text, before it is quoted. */
    String text(@Nullable Object value, boolean cpr) {
        String text = plain(value, cpr);
        return padded && !text.isEmpty() ? " " + text + "  " : text;
    }

    private String plain(@Nullable Object value, boolean cpr) {
        if (value == null) {
            return missing;
        }
        if (cpr) {
            return cpr(value.toString());
        }
        if (value instanceof LocalDate day) {
            return date(day);
        }
        if (value instanceof YearMonth month) {
            return month.toString();
        }
        if (value instanceof BigDecimal number) {
            return decimalComma ? number.toPlainString().replace('.', ',') : number.toPlainString();
        }
        if (value instanceof Boolean flag) {
            return flag ? "ja" : "nej";
        }
        return Integer.valueOf(Line.HIDDEN).equals(value) ? "<5" : value.toString();
    }

    private String cpr(String digits) {
        if (digits.length() != 10) {
            return digits;
        }
        return switch (cprs) {
            case PLAIN -> digits;
            case HYPHEN -> digits.substring(0, 6) + "-" + digits.substring(6);
            case NUMBERS -> digits.replaceFirst("^0(?!0)", "");
        };
    }

    private String date(LocalDate day) {
        return switch (dates) {
            case ISO -> day.toString();
            case DASHES -> written(day, "dd-MM-yyyy");
            case POINTS -> written(day, "dd.MM.yyyy");
            case SLASHES -> written(day, "dd/MM/yyyy");
            case SERIALS -> Long.toString(serial(day));
            case INSTANTS -> day.atStartOfDay(DENMARK).toInstant().toString();
        };
    }

    static long serial(LocalDate day) {
        return ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
    }

    private static String written(LocalDate day, String pattern) {
        return day.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }
}
