package dk.maaltal.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has the turn to run on this database, dead or alive.
 *
 * @param host the machine
 * @param home its home folder
 * @param homeId that folder's own number, for paths are alike on many machines
 * @param pid the process there
 * @param job of the run
 * @param runId the run
 * @param priority the run's
 * @param takenAt since when, by the database's clock
 * @param beatAt its last sign of life
 * @param beats whether it gave a sign of life within the last half minute
 */
record Holder(
        String host,
        String home,
        @Nullable String homeId,
        long pid,
        String job,
        String runId,
        int priority,
        Instant takenAt,
        Instant beatAt,
        boolean beats) {}
