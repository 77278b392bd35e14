package dk.maaltal.source;

import dk.maaltal.problem.Problem;

/** An answer came, but its body cannot be taken. */
public final class UnreadableAnswer extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final transient Problem problem;

    public UnreadableAnswer(Outcome outcome, Problem problem) {
        super(problem.toString());
        this.outcome = outcome;
        this.problem = problem;
    }

    /** A body that is JSON but not what metadata and request promise. */
    public static UnreadableAnswer mismatch(String where, String what, String expected) {
        return new UnreadableAnswer(
                Outcome.MISMATCH,
                Problem.upstream(
                        where,
                        what,
                        expected,
                        "nothing was taken from it; if it is so tomorrow too, the source has changed its form and can"
                                + " say how"));
    }

    /** Which way it is unreadable: TRUNCATED, EMPTY, NOT_JSON or MISMATCH. */
    public Outcome outcome() {
        return outcome;
    }

    public Problem problem() {
        return problem;
    }
}
