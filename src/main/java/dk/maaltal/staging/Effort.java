package dk.maaltal.staging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What reading a table has cost.
 *
 * @param requests how many answers it rests on, its metadata among them
 * @param took from the first of them until it was taken; null when that is not known, for the answers were the same as
 *     those of an earlier reading
 */
public record Effort(int requests, @Nullable Duration took) {}
