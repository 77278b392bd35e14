package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import java.util.List;

/** Told of every run that begins, and that has ended and stands closed in the ledger. What it throws changes nothing. */
public interface RunListener {
    /**
     * Told of a run that begins or is taken up again.
     *
     * @return what is worth knowing of it from the beginning; it becomes the run's notes
     */
    default List<Problem> begun(RunRow run) {
        return List.of();
    }

    /** @param outcome how it ended */
    void ended(RunOutcome outcome);
}
