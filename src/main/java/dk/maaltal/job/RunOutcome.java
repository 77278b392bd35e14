package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import java.util.List;
import java.util.Objects;

/**
 * How a run ended.
 *
 * @param run the run as it stands in the ledger
 * @param summary one line for people
 * @param done what was done, in order
 * @param held what waits for a person
 * @param gaps what is missing and why
 * @param notes what is worth knowing besides
 */
public record RunOutcome(
        RunRow run, String summary, List<String> done, List<Problem> held, List<Problem> gaps, List<Problem> notes) {
    public RunOutcome {
        done = List.copyOf(done);
        held = List.copyOf(held);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    /** Which run. */
    public String runId() {
        return run.runId();
    }

    /** One of the six words. */
    public Verdict verdict() {
        return run.verdict();
    }

    /** The process's exit code: the verdict's, or 2 where what was asked for was wrong, or 143 where it was stopped. */
    public int exitCode() {
        return Objects.requireNonNullElse(run.exitCode(), run.verdict().exitCode());
    }
}
