package dk.maaltal.problem;

import java.util.Objects;

/**
 * One thing that went wrong, in the four parts every message has.
 *
 * @param mover whose move it is
 * @param what what happened, one sentence
 * @param where job, source, table, period, or file and line; never a path that holds a person
 * @param expected what should have been there; empty when it goes without saying
 * @param next the next step for the person who reads it; empty when there is none to take
 */
public record Problem(Mover mover, String what, String where, String expected, String next) {
    public Problem {
        Objects.requireNonNull(mover);
        if (what.isBlank()) {
            throw new IllegalArgumentException("a problem says what happened");
        }
    }

    /** A problem of a declaration (plan, job, setting). */
    public static Problem declaration(String where, String what, String expected, String next) {
        return new Problem(Mover.DECLARATION, what, where, expected, next);
    }

    /** A problem of the source. */
    public static Problem upstream(String where, String what, String expected, String next) {
        return new Problem(Mover.UPSTREAM, what, where, expected, next);
    }

    /** One line: {@code where: what (expected: …). Next: …}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        if (!where.isEmpty()) {
            line.append(where).append(": ");
        }
        line.append(what);
        if (!expected.isEmpty()) {
            line.append(" (expected: ").append(expected).append(')');
        }
        if (!next.isEmpty()) {
            line.append(". Next: ").append(next);
        }
        return line.toString();
    }
}
