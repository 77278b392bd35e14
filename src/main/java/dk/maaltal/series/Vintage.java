package dk.maaltal.series;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something was known: from inclusive, to exclusive; an open end means it still is.
 */
public record Vintage(Instant knownFrom, @Nullable Instant knownTo) {
    public Vintage {
        if (knownTo != null && knownTo.isBefore(knownFrom)) {
            throw new IllegalArgumentException("known to %s before from %s".formatted(knownTo, knownFrom));
        }
    }

    public boolean isKnownAt(Instant asOf) {
        return !knownFrom.isAfter(asOf) && (knownTo == null || knownTo.isAfter(asOf));
    }
}
