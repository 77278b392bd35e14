package dk.maaltal.snapshot;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of a published version that a person must decide on, and what became of it.
 *
 * @param number small and never used again: what {@code maaltal approve} takes
 * @param planId the plan
 * @param period its period
 * @param baseId the version it would follow
 * @param asOf whose knowledge the proposed rows reflect
 * @param computedAt when they were computed
 * @param contentSha256 {@link Digest} of the proposed rows
 * @param ground what they were computed from
 * @param kind {@link ChangeKind#DEFINITION} when a definition changed, else {@link ChangeKind#REVISION}
 * @param counts how many cells
 * @param causes why it was held, at least one line
 * @param note what changed, in a line
 * @param runId the run that proposed it first, or null
 * @param ending what became of it, or null while it waits
 */
public record Decision(
        long number,
        String planId,
        ReferencePeriod period,
        String baseId,
        Instant asOf,
        Instant computedAt,
        String contentSha256,
        Seal.Ground ground,
        ChangeKind kind,
        Counts counts,
        List<String> causes,
        String note,
        @Nullable String runId,
        @Nullable Ending ending) {
    public Decision {
        causes = List.copyOf(causes);
    }

    /** What is or was to happen. */
    public State state() {
        return ending == null ? State.WAITING : ending.state();
    }

    /** Where a decision stands. */
    public enum State {
        /** For a person. */
        WAITING,
        /** Its rows were published. */
        APPROVED,
        /** The version it was to follow stays; the same change is not proposed again. */
        REJECTED,
        /** Another change came in its place, or the period got another version. */
        SUPERSEDED,
        /** What is known now is what is published. */
        WITHDRAWN;

        /** As the tables and commands write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * How many cells the proposed version has, and how they differ from the base's.
     *
     * @param rows all of them
     * @param flips of the changed ones, those that go to the other side of their target
     */
    public record Counts(long rows, long added, long changed, long removed, long unchanged, long flips) {}

    /**
     * What became of it.
     *
     * @param state any but {@link State#WAITING}
     * @param at when
     * @param by a person's name, or {@code maaltal}
     * @param reason never blank
     * @param publishedId the version that was published by approving it, or null
     */
    public record Ending(
            State state,
            Instant at,
            String by,
            String reason,
            @Nullable String publishedId) {
        /** Who it is where no person decided. */
        static final String BY_ITSELF = "maaltal";

        static Ending byItself(State state, Instant at, String reason) {
            return new Ending(state, at, BY_ITSELF, reason, null);
        }
    }
}
