package dk.maaltal.job;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as its file in {@code jobs/} declares it.
 *
 * @param job its name, that of the file
 * @param description what it does, for {@code maaltal run --help} and status
 * @param steps names from {@link JobSteps#names()}, in order
 * @param schedule when it runs by itself, or null for never
 * @param deadline how long it may take before someone should look
 */
public record JobDeclaration(
        String job,
        String description,
        List<String> steps,
        @Nullable Schedule schedule,
        Duration deadline) {

    /**
     * When a job runs by itself: once a day.
     *
     * @param at local time
     * @param zone whose
     * @param missed what becomes of runs that were due while nothing ran
     */
    public record Schedule(LocalTime at, ZoneId zone, Missed missed) {}

    /** What becomes of runs that were due while nothing ran. */
    public enum Missed {
        /** One run, for the latest due time. */
        LAST,
        /** None; the next due time is the next run. */
        SKIP
    }
}
