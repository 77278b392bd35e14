package dk.maaltal.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that should be and has not ended well, and the newest try at it.
 *
 * @param expected which
 * @param newest the run that tried last, or null when none was ever begun
 */
public record Unmet(Expected expected, @Nullable Try newest) {
    /**
     * A run of the job that was due, or asked for, at the expected time or later.
     *
     * @param runId which
     * @param verdict as the ledger has it
     * @param endedAt when it ended, or null while it runs
     * @param tries how often it was begun or taken up
     * @param abandoned how often its process died in the middle
     */
    public record Try(
            String runId, String verdict, @Nullable Instant endedAt, int tries, int abandoned) {}
}
