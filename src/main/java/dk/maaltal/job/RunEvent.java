package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;

/**
 * One thing that happened in a run.
 *
 * @param kind what it means for the verdict
 * @param problem what happened, where, and what to do; for {@link Kind#DONE} and {@link Kind#NOTE} only the first two
 */
record RunEvent(Kind kind, Problem problem) {

    /** What an event means for the verdict. */
    enum Kind {
        /** Work that was done. */
        DONE,
        /** Worth knowing, changes nothing. */
        NOTE,
        /** Something is missing because of it: the run is not complete. */
        GAP,
        /** A person must decide: the run is refused. */
        HELD
    }

    static RunEvent done(String where, String what) {
        return new RunEvent(Kind.DONE, new Problem(Mover.US, what, where, "", ""));
    }

    static RunEvent note(Problem problem) {
        return new RunEvent(Kind.NOTE, problem);
    }

    static RunEvent held(Problem problem) {
        return new RunEvent(Kind.HELD, problem);
    }

    static RunEvent gap(Problem problem) {
        return new RunEvent(Kind.GAP, problem);
    }
}
