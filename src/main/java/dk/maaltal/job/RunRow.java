package dk.maaltal.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands in the ledger.
 *
 * @param runId which
 * @param job of which job
 * @param requestedBy {@code schedule}, {@code operator} or {@code demo}
 * @param asOf the scheduled instant, or the one given
 * @param startedAt when it was first begun
 * @param endedAt when it ended, or null while it runs
 * @param verdict how
 * @param exitCode with which, or null while it runs
 * @param tries how often it was begun or taken up
 * @param abandoned how often its process died in the middle of it
 */
public record RunRow(
        String runId,
        String job,
        String requestedBy,
        Instant asOf,
        Instant startedAt,
        @Nullable Instant endedAt,
        Verdict verdict,
        @Nullable Integer exitCode,
        int tries,
        int abandoned) {}
