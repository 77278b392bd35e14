package dk.maaltal.snapshot;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One published version of one period: the columns of {@code bi.snapshot}.
 *
 * @param snapshotId {@code norddjurs-2024/2024H1/1}
 * @param planId the plan
 * @param period quarter, half-year or year
 * @param number from 1
 * @param asOf whose knowledge it reflects
 * @param publishedAt when it was written
 * @param latest whether no later version of the period exists
 * @param changeKind why it was published
 * @param changeNote what changed, in a line
 * @param backfilled whether it was computed long after the period, from later sources
 * @param rowCount how many cells it has
 * @param contentSha256 {@link Digest} of its rows
 * @param previousSha256 content digest of the version before it, or null for the first
 * @param runId the run that published it, or null
 */
public record Version(
        String snapshotId,
        String planId,
        ReferencePeriod period,
        long number,
        Instant asOf,
        Instant publishedAt,
        boolean latest,
        ChangeKind changeKind,
        String changeNote,
        boolean backfilled,
        long rowCount,
        String contentSha256,
        @Nullable String previousSha256,
        @Nullable String runId) {

    /** The id of a version. */
    static String id(String planId, ReferencePeriod period, long number) {
        return "%s/%s/%d".formatted(planId, period.id(), number);
    }
}
