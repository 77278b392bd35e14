package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Outcome;

/** Rolls back what a reading has changed so far: it is refused as a whole. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final transient Problem problem;

    Refusal(Outcome outcome, Problem problem) {
        super(problem.toString(), null, false, false);
        this.outcome = outcome;
        this.problem = problem;
    }

    static Refusal of(Outcome outcome, String tableId, String what, String expected) {
        return new Refusal(
                outcome,
                Problem.upstream(
                        "jobindsats, table " + tableId,
                        what,
                        expected,
                        "nothing was taken and the figures known before stand; it is read anew at the next run"));
    }

    Outcome outcome() {
        return outcome;
    }

    Problem problem() {
        return problem;
    }
}
