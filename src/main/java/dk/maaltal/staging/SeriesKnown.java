package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.Observation;
import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was known of one series, in all areas.
 *
 * @param standing whether there is anything to read
 * @param problem why not, or what is wrong with what there is; null when nothing is
 * @param tableId the table it was found in, or null
 * @param series what tells it from every other series of the source: table, measure, members; or null
 * @param lags why the values are the last known and not the source's newest; empty when they are its newest
 * @param updatedOn the source's date of the update the values come from, or null
 * @param updateNext when the source said it would update next, or null
 * @param tablePeriods every reference period of the selector's kind for which the table has any row
 * @param areas the areas the table has, by code
 * @param observations by area code and period; an area or period may be absent
 */
public record SeriesKnown(
        Standing standing,
        @Nullable Problem problem,
        @Nullable String tableId,
        @Nullable String series,
        Set<Lag> lags,
        @Nullable LocalDate updatedOn,
        @Nullable LocalDate updateNext,
        Set<ReferencePeriod> tablePeriods,
        Set<String> areas,
        Map<String, Map<ReferencePeriod, Observation>> observations) {

    /** Whether there is anything to read. */
    public enum Standing {
        /** Read at least once: values can be asked for. */
        HELD,
        /** In the catalogue, but never read successfully. */
        NEVER_HELD,
        /** Table, measure or member was never found in the catalogue or the table. */
        UNRESOLVED
    }

    /** Why values are the last known. */
    public enum Lag {
        /** The table is no longer in the catalogue. */
        UNLISTED,
        /** The source has published something newer that was not taken (failed, refused or not asked for). */
        NOT_TAKEN,
        /** The newest reading of the table has no such measure or member; an older one had. */
        VANISHED
    }

    public SeriesKnown {
        lags = Set.copyOf(lags);
    }

    /** Whether the values are the last known: the source has something newer, or the series no more. */
    public boolean behind() {
        return !lags.isEmpty();
    }

    public Optional<Observation> at(String areaCode, ReferencePeriod period) {
        return Optional.ofNullable(observations.getOrDefault(areaCode, Map.of()).get(period));
    }
}
