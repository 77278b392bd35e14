package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of computing one version again.
 *
 * @param snapshotId the version
 * @param outcome whether it came out the same
 * @param rows how many rows are published
 * @param differing how many cells came out otherwise
 * @param first the first of them with its columns, {@code published -> computed}, or null
 * @param why what keeps it from being computed as it was; empty unless it {@link Outcome#CANNOT} be
 */
public record Recomputed(
        String snapshotId,
        Outcome outcome,
        long rows,
        long differing,
        @Nullable String first,
        List<Problem> why) {
    public Recomputed {
        why = List.copyOf(why);
    }

    /** Whether a version came out the same. */
    public enum Outcome {
        /** Every column of every row. */
        EQUAL,
        /** What it was made from is all there, and still something came out otherwise. */
        DIFFERS,
        /** Something it was made from is gone or damaged. */
        CANNOT
    }

    static Recomputed cannot(String snapshotId, long rows, List<Problem> why) {
        return new Recomputed(snapshotId, Outcome.CANNOT, rows, 0, null, why);
    }
}
