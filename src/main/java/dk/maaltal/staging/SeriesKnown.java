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
 * @param behind true when the source has published something newer that was not taken (failed or refused), or the
 *     series has vanished from it: the values are the last known
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
        boolean behind,
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

    public Optional<Observation> at(String areaCode, ReferencePeriod period) {
        return Optional.ofNullable(observations.getOrDefault(areaCode, Map.of()).get(period));
    }
}
