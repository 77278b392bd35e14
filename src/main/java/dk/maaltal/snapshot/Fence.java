package dk.maaltal.snapshot;

import dk.maaltal.problem.ProblemException;

/** Keeps a run that lost its turn from publishing: another may have begun meanwhile. */
@FunctionalInterface
public interface Fence {
    /** Where no turns are taken. */
    Fence NONE = runId -> {};

    /**
     * To be called last in a transaction: from here to its end nobody else can take the turn.
     *
     * @throws ProblemException when the turn is not the run's any more; the transaction must be rolled back
     */
    void hold(String runId);
}
