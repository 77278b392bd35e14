package dk.maaltal.store;

/**
 * What was moved.
 *
 * @param tables how many tables have rows
 * @param rows how many rows they have
 * @param versions how many published versions are among them, each digested again
 */
public record Moved(int tables, long rows, int versions) {}
