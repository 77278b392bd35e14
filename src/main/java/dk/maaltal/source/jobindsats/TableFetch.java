package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Outcome;
import java.util.List;

/** How fetching one table ended. */
public sealed interface TableFetch {
    /**
     * All parts were read and kept.
     *
     * @param notes what the plan wants and the table does not have, and labels that changed by spaces or case
     */
    record Complete(Reading reading, List<Problem> notes) implements TableFetch {
        public Complete {
            notes = List.copyOf(notes);
        }
    }

    /** A part failed, after all tries its outcome allows; nothing of the table is to be taken. */
    record Failed(Outcome outcome, Problem problem) implements TableFetch {}
}
