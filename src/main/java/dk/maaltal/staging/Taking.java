package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Outcome;
import java.util.List;

/** What became of something that was handed to staging. */
public sealed interface Taking {
    /**
     * It is known from now on.
     *
     * @param opened observations that are new or differ from what was known; for a catalogue, tables
     * @param closed observations that were known and are no longer so
     * @param unchanged observations that are as they were
     * @param rows distinct rows that were read
     * @param notes what is worth knowing and no failure
     */
    record Taken(long opened, long closed, long unchanged, long rows, List<String> notes) implements Taking {
        public Taken {
            notes = List.copyOf(notes);
        }
    }

    /** Kept as deliveries, but no observation changes. */
    record Refused(Outcome outcome, Problem problem) implements Taking {}
}
