package dk.maaltal.source;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;

/**
 * What is done and said about one way an answer of a source can end badly.
 *
 * @param tries how often a request is tried in all, if the setting {@code max-tries} allows as many
 * @param mover whose move it is in the end
 * @param what what happened, in a sentence
 * @param expected what should have come
 * @param next what the reader does
 */
public record OutcomeRule(int tries, Mover mover, String what, String expected, String next) {
    /** What cannot pass is asked once. */
    public static final int ONCE = 1;

    public static final int TWICE = 2;
    /** As often as {@code max-tries} allows. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /**
     * The problem of a request that is given up.
     *
     * @param detail what the source or the connection said; empty when nothing
     */
    public Problem problem(String where, String detail) {
        return new Problem(mover, detail.isEmpty() ? what : "%s: %s".formatted(what, detail), where, expected, next);
    }
}
