package dk.maaltal.cli;

import dk.maaltal.job.Checks;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.watch.alert.AlertChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads declarations and lists every problem at once, with file and line; changes nothing.",
            "With files, check registers tells which layout fits each, or why none does."
        })
final class CheckCommand implements Callable<Integer> {
    enum What {
        plan,
        jobs,
        registers,
        config
    }

    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WHAT",
            description = "One of ${COMPLETION-CANDIDATES}; all when it is left out.")
    @Nullable
    What what;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "Dropped files to explain; with registers only.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--register",
            paramLabel = "NAME",
            description = "Whose files they are; the name of each file's folder otherwise.")
    @Nullable
    String register;

    @Option(
            names = "--send-test-alert",
            description = "Sends one alert by every channel that is set; with config only.")
    boolean sendTestAlert;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (what != What.registers && !(files.isEmpty() && register == null)) {
            throw new ProblemException(Problem.declaration(
                    "check", "files are explained by `check registers` only", "check registers FILE", "write it so"));
        }
        if (sendTestAlert && what != What.config) {
            throw new ProblemException(Problem.declaration(
                    "check", "--send-test-alert goes with config", "check config --send-test-alert", "write it so"));
        }
        Checks checks = session.get(Checks.class);
        List<Problem> problems = new ArrayList<>();
        if (what == null || what == What.plan) {
            problems.addAll(checks.plans());
        }
        if (what == null || what == What.jobs) {
            problems.addAll(checks.jobs());
        }
        if (what == null || what == What.registers) {
            problems.addAll(checks.registers());
        }
        if (what == null || what == What.config) {
            problems.addAll(config());
        }
        problems.forEach(p -> session.out().println(p));
        if (problems.isEmpty() && files.isEmpty()) {
            session.out().println("no problems");
        }
        boolean fit = explain(checks);
        if (!problems.isEmpty()) {
            session.err().println(problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        }
        return problems.isEmpty() && fit ? 0 : ExitCodes.WRONG_USE;
    }

    private List<Problem> config() {
        AlertChecks alerts = session.get(AlertChecks.class);
        List<Problem> problems = new ArrayList<>(alerts.problems());
        if (sendTestAlert && problems.isEmpty()) {
            AlertChecks.Tested tested = alerts.test();
            tested.sent().forEach(channel -> session.out().println("test alert sent by " + channel));
            problems.addAll(tested.problems());
        }
        return problems;
    }

    private boolean explain(Checks checks) {
        boolean fit = true;
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                Checks.Explained explained = checks.explain(file, register);
                explained.lines().forEach(session.out()::println);
                fit &= explained.fits();
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return fit;
    }
}
