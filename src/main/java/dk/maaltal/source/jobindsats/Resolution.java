package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Problem;
import java.util.List;

/** Whether what a plan names is there, or why not and what is offered instead. */
public sealed interface Resolution<T> {
    /**
     * It is there.
     *
     * @param notes what a reader should know all the same: a label that changed by spaces or case
     */
    record Found<T>(T value, List<String> notes) implements Resolution<T> {
        public Found {
            notes = List.copyOf(notes);
        }
    }

    /** It is not there; the problem lists what is offered instead, nearest first, at most eight. */
    record NotFound<T>(Problem problem) implements Resolution<T> {}
}
