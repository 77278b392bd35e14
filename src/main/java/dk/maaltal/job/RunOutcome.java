package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import java.util.List;

/**
 * How a run ended.
 *
 * @param runId which
 * @param verdict one of the five words
 * @param summary one line for people
 * @param done what was done, in order
 * @param gaps what is missing and why
 * @param notes what is worth knowing besides
 */
public record RunOutcome(
        String runId, Verdict verdict, String summary, List<String> done, List<Problem> gaps, List<Problem> notes) {
    public RunOutcome {
        done = List.copyOf(done);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }
}
