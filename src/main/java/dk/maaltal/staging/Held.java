package dk.maaltal.staging;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A reading of a table that was taken.
 *
 * @param updateLatest the source's date of that update, or null when it said none
 * @param wanted digest of what was asked for
 * @param knownFrom since when it is known
 * @param newest the newest period it has a row of, or null when it has none
 */
public record Held(
        @Nullable LocalDate updateLatest,
        String wanted,
        Instant knownFrom,
        @Nullable ReferencePeriod newest) {}
