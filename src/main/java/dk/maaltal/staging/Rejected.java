package dk.maaltal.staging;

import dk.maaltal.source.Outcome;
import java.time.Instant;

/**
 * A row of a dropped file that could not be taken. Nothing in it can be a CPR number.
 *
 * @param register its text
 * @param file name, masked
 * @param at when the file was judged
 * @param outcome of the file: OK when its other rows were taken
 * @param ofSo how many rows of the file were rejected in all; only the first hundred thousand are kept
 * @param line of the file
 * @param column canonical, or empty where the row as a whole is wrong
 * @param rule {@code bad_cpr}
 * @param reason what a person needs to mend it
 */
public record Rejected(
        String register,
        String file,
        Instant at,
        Outcome outcome,
        long ofSo,
        long line,
        String column,
        String rule,
        String reason) {}
