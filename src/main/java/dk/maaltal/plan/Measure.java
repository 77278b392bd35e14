package dk.maaltal.plan;

import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One measure of the plan, as its file declares it.
 *
 * @param id {@code 6.1}
 * @param ministerGoal the minister's goal it belongs to, 1 to 5, or null (result and focus goals)
 * @param titleDa Danish title
 * @param titleEn English title
 * @param descriptionDa what is measured, in Danish, for readers of a report
 * @param sourceTextDa the plan's own words (what is measured, the goal, when it is followed up)
 * @param direction whether higher or lower is better
 * @param followUp which periods the plan reports it in
 * @param periods the period kinds it can exist for, {@code Q2 Q4 H Y}: see {@link #existsFor}
 * @param components one or more; the first is the main one
 * @param validFrom first day the definition holds, or null when it always did
 * @param validTo last day, or null when it still does
 * @param definitionSha256 SHA-256 of the definition's canonical form; white space and comments in the file do not change it
 * @param watch patterns of table names the plan waits for: the source has no such table yet, and a catalogue that
 *     offers one is worth a note
 * @param file where it was read from, for messages
 */
public record Measure(
        String id,
        @Nullable Integer ministerGoal,
        String titleDa,
        String titleEn,
        String descriptionDa,
        String sourceTextDa,
        Direction direction,
        FollowUp followUp,
        Set<String> periods,
        List<Component> components,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        String definitionSha256,
        List<String> watch,
        String file) {
    public Measure {
        periods = Set.copyOf(periods);
        components = List.copyOf(components);
        watch = List.copyOf(watch);
    }

    /** A measure that waits for no table. */
    public Measure(
            String id,
            @Nullable Integer ministerGoal,
            String titleDa,
            String titleEn,
            String descriptionDa,
            String sourceTextDa,
            Direction direction,
            FollowUp followUp,
            Set<String> periods,
            List<Component> components,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            String definitionSha256,
            String file) {
        this(
                id,
                ministerGoal,
                titleDa,
                titleEn,
                descriptionDa,
                sourceTextDa,
                direction,
                followUp,
                periods,
                components,
                validFrom,
                validTo,
                definitionSha256,
                List.of(),
                file);
    }

    /** Whether a snapshot of the period has rows of this measure. */
    public boolean existsFor(ReferencePeriod period) {
        String kind = period.frequency().name();
        return periods.contains(kind) || periods.contains(kind + period.ordinal());
    }

    /** Whether the plan reports the measure in a snapshot of the period. */
    public boolean dueIn(ReferencePeriod period) {
        return followUp.frequency() == period.frequency();
    }

    /** Which way is better. */
    public enum Direction {
        HIGHER,
        LOWER;

        /** As {@code bi.measure} writes it. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How often the committee is told. */
    public enum FollowUp {
        QUARTERLY(dk.maaltal.series.Frequency.Q),
        HALF_YEARLY(dk.maaltal.series.Frequency.H),
        YEARLY(dk.maaltal.series.Frequency.Y);

        private final dk.maaltal.series.Frequency frequency;

        FollowUp(dk.maaltal.series.Frequency frequency) {
            this.frequency = frequency;
        }

        public dk.maaltal.series.Frequency frequency() {
            return frequency;
        }

        /** As {@code bi.measure} writes it. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
