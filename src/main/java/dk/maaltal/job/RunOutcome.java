package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import java.util.List;

/**
 * How a run ended.
 *
 * @param runId which
 * @param verdict one of the five words
 * @param exitCode the process's exit code: the verdict's, or 2 where what was asked for was wrong
 * @param summary one line for people
 * @param done what was done, in order
 * @param held what waits for a person
 * @param gaps what is missing and why
 * @param notes what is worth knowing besides
 */
public record RunOutcome(
        String runId,
        Verdict verdict,
        int exitCode,
        String summary,
        List<String> done,
        List<Problem> held,
        List<Problem> gaps,
        List<Problem> notes) {
    public RunOutcome {
        done = List.copyOf(done);
        held = List.copyOf(held);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }
}
