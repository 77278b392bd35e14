package dk.maaltal.cli;

import dk.maaltal.job.Checks;
import dk.maaltal.problem.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads declarations and lists every problem at once, with file and line; changes nothing.")
final class CheckCommand implements Callable<Integer> {
    enum What {
        plan,
        jobs
    }

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "One of ${COMPLETION-CANDIDATES}; both when it is left out.")
    @org.jspecify.annotations.Nullable
    What what;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Problem> problems =
                session.get(Checks.class).run(what == null || what == What.plan, what == null || what == What.jobs);
        problems.forEach(p -> session.out().println(p));
        if (problems.isEmpty()) {
            session.out().println("no problems");
            return 0;
        }
        session.err().println(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        return ExitCodes.WRONG_USE;
    }
}
