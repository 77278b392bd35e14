package dk.maaltal.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as its file in {@code jobs/} declares it.
 *
 * @param job its name, that of the file
 * @param description what it does, for {@code maaltal run --help} and status
 * @param steps names of steps, in order
 * @param schedule when it runs by itself, or null for never
 * @param deadline how long after its due time it must have ended well; for one without a schedule, how long it may take
 * @param overlap what becomes of a due run while another is at work
 * @param givesWay whether it lets every other job go first, between two pieces of its work
 */
public record JobDeclaration(
        String job,
        String description,
        List<String> steps,
        @Nullable Schedule schedule,
        Duration deadline,
        Overlap overlap,
        boolean givesWay) {

    public JobDeclaration {
        overlap = Objects.requireNonNullElse(overlap, Overlap.WAIT);
    }

    /**
     * When a job runs by itself: at most once a day.
     *
     * @param at local time
     * @param zone whose
     * @param on which days
     * @param missed what becomes of runs that were due while nothing ran
     */
    public record Schedule(LocalTime at, ZoneId zone, On on, Missed missed) {
        public Schedule {
            on = Objects.requireNonNullElse(on, On.DAILY);
            missed = Objects.requireNonNullElse(missed, Missed.LAST);
        }
    }

    /** Which days a job runs on. */
    public enum On {
        @JsonProperty("daily")
        DAILY,
        /** Monday to Friday. */
        @JsonProperty("weekdays")
        WEEKDAYS,
        /** The days on which a plan publishes a period. */
        @JsonProperty("publication-days")
        PUBLICATION_DAYS
    }

    /** What becomes of runs that were due while nothing ran. */
    public enum Missed {
        /** One run, for the latest due time; it says which others it makes up for. */
        LAST,
        /** None; the next due time is the next run. */
        SKIP
    }

    /** What becomes of a due run while another is at work. */
    public enum Overlap {
        /** It begins when the other is over. */
        WAIT,
        /** It is left out. */
        SKIP
    }
}
