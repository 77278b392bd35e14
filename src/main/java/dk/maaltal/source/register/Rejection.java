package dk.maaltal.source.register;

import java.util.Locale;

/**
 * A row that could not be taken. Nothing in it can be a CPR number.
 *
 * @param line of the file, from 1; in a workbook the sheet's row
 * @param column the canonical column, or empty where the row as a whole is wrong
 * @param rule which
 * @param reason what a person needs to mend it
 */
public record Rejection(long line, String column, Rule rule, String reason) {
    /** The rules of the registers' page. */
    public enum Rule {
        BAD_CPR,
        ADMIN_CPR,
        UNKNOWN_CPR,
        BAD_DATE,
        BAD_NUMBER,
        MISSING_VALUE,
        UNKNOWN_CODE,
        END_BEFORE_START,
        BAD_P_NUMBER,
        BAD_CVR,
        WRONG_COLUMNS,
        BAD_ENCODING;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
