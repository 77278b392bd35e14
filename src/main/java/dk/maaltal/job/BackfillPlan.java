package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill would do, as far as it can be told from what is known now; nothing is fetched or written for it.
 *
 * @param span what was asked for
 * @param asOf whose knowledge it is told from
 * @param goesOnWith the interrupted run that would be taken up, or null
 * @param units each period of each plan, in the order they would be worked on
 * @param sources what the periods need and from where
 * @param cannot what cannot be had, and why
 */
public record BackfillPlan(
        BackfillSpan span,
        Instant asOf,
        @Nullable String goesOnWith,
        List<Unit> units,
        List<Source> sources,
        List<Problem> cannot) {
    public BackfillPlan {
        units = List.copyOf(units);
        sources = List.copyOf(sources);
        cannot = List.copyOf(cannot);
    }

    /**
     * One period of one plan.
     *
     * @param snapshotId the version that would appear, or the one that stays
     * @param would {@code initial}, {@code revision}, {@code definition}, {@code hold}, {@code unchanged},
     *     {@code rejected_before} or {@code done} by the run that would be taken up
     * @param cells how many cells of the plan's own area the version has
     * @param values how many of them have a value
     * @param without the measures without one, by state: {@code NOT_PUBLISHED 1.2, 6.3}
     */
    public record Unit(
            String plan, String period, String snapshotId, String would, int cells, int values, String without) {}

    /**
     * One thing the periods need.
     *
     * @param source {@code jobindsats}, {@code register} or {@code cvr}
     * @param name the table's id or the register's name
     * @param state {@code held}, {@code behind}, {@code never read}, {@code never delivered}
     * @param from how far what is held reaches back, as text; empty where that is not known
     * @param requests how many would be asked; null when it is not known
     * @param time how long they took the last time; null when that is not known
     */
    public record Source(
            String source,
            String name,
            String state,
            String from,
            @Nullable Integer requests,
            @Nullable Duration time) {}

    /** How many requests would be asked, or null when that is not known of some source. */
    public @Nullable Integer requests() {
        int sum = 0;
        for (Source source : sources) {
            Integer requests = source.requests();
            if (requests == null) {
                return null;
            }
            sum += requests;
        }
        return sum;
    }

    /** How long asking would take, or null when that is not known of some source. */
    public @Nullable Duration time() {
        Duration sum = Duration.ZERO;
        for (Source source : sources) {
            Duration time = source.time();
            if (time == null) {
                return null;
            }
            sum = sum.plus(time);
        }
        return sum;
    }

    /** Whether a person would have to decide on something. */
    public boolean wouldHold() {
        return units.stream().anyMatch(unit -> unit.would().equals("hold"));
    }
}
