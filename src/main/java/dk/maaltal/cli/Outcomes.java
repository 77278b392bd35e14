package dk.maaltal.cli;

import dk.maaltal.job.RunOutcome;
import java.io.PrintWriter;

/** Prints how a run ended. */
final class Outcomes {
    private Outcomes() {}

    /** @return the exit code */
    static int print(RunOutcome outcome, Session session) {
        PrintWriter err = session.err();
        outcome.notes().forEach(note -> err.println("note: " + note));
        outcome.gaps().forEach(gap -> err.println("missing: " + gap));
        outcome.done().forEach(session.out()::println);
        session.out().println("%s %s".formatted(outcome.verdict(), outcome.runId()));
        return outcome.verdict().exitCode();
    }
}
