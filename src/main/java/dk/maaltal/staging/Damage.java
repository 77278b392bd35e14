package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import java.util.Set;

/**
 * Something kept that is gone or not what it was.
 *
 * @param problem what, where, and how to mend it
 * @param files digests of the deliveries or dropped files that can no longer be had; empty when it is none of them
 * @param line the line of the journal from which on it is needed
 */
public record Damage(Problem problem, Set<String> files, long line) {
    public Damage {
        files = Set.copyOf(files);
    }
}
