package dk.maaltal.cli;

import dk.maaltal.job.RunOutcome;
import dk.maaltal.job.Verdict;
import java.io.PrintWriter;

/** Prints how a run ended. */
final class Outcomes {
    private Outcomes() {}

    /** @return the exit code */
    static int print(RunOutcome outcome, Session session) {
        PrintWriter err = session.err();
        if (outcome.verdict() == Verdict.ABANDONED) {
            err.println(outcome.summary());
        }
        outcome.notes().forEach(note -> err.println("note: " + note));
        String word = outcome.verdict() == Verdict.FAILED ? "problem: " : "missing: ";
        outcome.held().forEach(held -> err.println("held: " + held));
        outcome.gaps().forEach(gap -> err.println(word + gap));
        outcome.done().forEach(session.out()::println);
        session.out().println("%s %s".formatted(outcome.verdict(), outcome.runId()));
        return outcome.exitCode();
    }
}
