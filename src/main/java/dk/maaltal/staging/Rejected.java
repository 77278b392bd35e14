package dk.maaltal.staging;

/**
 * A row of a dropped file that could not be taken. Nothing in it can be a CPR number.
 *
 * @param register its text
 * @param file name, masked
 * @param line of the file
 * @param column canonical, or empty where the row as a whole is wrong
 * @param rule {@code bad_cpr}
 * @param reason what a person needs to mend it
 */
public record Rejected(String register, String file, long line, String column, String rule, String reason) {}
