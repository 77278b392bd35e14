package dk.maaltal.cli;

import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunRow;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Takes up the last interrupted or failed run where it stopped.")
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "Which run, as `maaltal list runs` names it; the newest that can be taken up otherwise.")
    @Nullable
    String run;

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RunLauncher launcher = session.get(RunLauncher.class);
        RunRow chosen = launcher.toResume(run);
        session.err()
                .println("taking up %s, which ended %s at its try no. %d"
                        .formatted(chosen.runId(), chosen.verdict(), chosen.tries()));
        return Outcomes.print(session.withProgress(() -> launcher.resume(chosen)), session);
    }
}
