package dk.maaltal.source.register;

import dk.maaltal.register.Register;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of file maps onto a register, as a file in {@code config/registers} declares it.
 *
 * @param name unique among all layouts
 * @param title for people
 * @param delta whether a file adds to what is held instead of replacing it
 * @param key canonical columns by which a later row of a delta replaces an earlier one; empty for none
 * @param coversFrom first day the extracts reach back to, or null
 * @param encoding named, or null to find out
 * @param delimiter named, or null to find out
 * @param sheet the workbook's sheet, or null for the first that fits
 * @param excelSerials whether five digits in a text file may be a spreadsheet's day number
 * @param columns canonical column to where its values come from
 * @param skips rows that are no data
 * @param wide how columns become rows, or null
 * @param digest SHA-256 of the file that declares it, in hexadecimal
 */
record Layout(
        String name,
        String title,
        Register register,
        boolean delta,
        List<String> key,
        @Nullable LocalDate coversFrom,
        double shrinkTolerance,
        double rejectTolerance,
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        @Nullable String sheet,
        DecimalMark decimal,
        boolean excelSerials,
        Map<String, Source> columns,
        Skips skips,
        @Nullable Wide wide,
        String digest) {
    Layout {
        key = List.copyOf(key);
        columns = Map.copyOf(columns);
    }

    /**
     * Where a column's values come from.
     *
     * @param headers spellings of its header, the best first; empty where there is a constant
     * @param constant what every row has, or null
     * @param values words of the file (as {@link Words#cell}) to canonical ones; {@code -} for none
     * @param without words (likewise) whose rows do not belong to the register
     */
    record Source(List<String> headers, @Nullable String constant, Map<String, String> values, List<String> without) {
        Source {
            headers = List.copyOf(headers);
            values = Map.copyOf(values);
            without = List.copyOf(without);
        }
    }

    /**
     * Totals and footnotes, told by the first cell that is not blank.
     *
     * @param equal as {@link Words#cell}
     * @param starts likewise
     */
    record Skips(List<String> equal, List<String> starts) {
        Skips {
            equal = List.copyOf(equal);
            starts = List.copyOf(starts);
        }
    }

    /**
     * A column for each year, month or half-year: each makes a row of its own.
     *
     * @param column the canonical column that the header tells
     * @param value what is put there; {@code {1}} is the part of the header in the pattern's first group
     * @param headers canonical column to the headers that hold its values
     */
    record Wide(String column, String value, Map<String, Pattern> headers) {
        Wide {
            headers = Map.copyOf(headers);
        }
    }
}
