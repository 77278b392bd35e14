package dk.maaltal.cli;

import dk.maaltal.problem.Failures;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import picocli.CommandLine;

/** Turns what went wrong into a text and an exit code: once, here. */
final class ExitCodes implements CommandLine.IExecutionExceptionHandler {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int REFUSED = 4;
    /** As every process that SIGTERM ends. */
    private static final int STOPPED = 143;

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine commandLine, CommandLine.@Nullable ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        boolean debug = ((Cli) commandLine.getCommandSpec().root().userObject()).debug;
        if (debug) {
            failure.printStackTrace(err);
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProblemException known) {
                return print(known.problems(), err);
            }
            if (t instanceof StoppedException stopped) {
                err.println(stopped.getMessage() + "; `maaltal resume` goes on where a run stopped");
                return stopped.why() == null ? STOPPED : FAILED;
            }
            if (t instanceof BindException bind) {
                return print(List.of(wrongSetting(bind)), err);
            }
        }
        Optional<Problem> named = Failures.named(failure);
        if (named.isPresent()) {
            return print(List.of(named.get()), err);
        }
        Throwable root = root(failure);
        err.println("failed: " + root.getClass().getSimpleName() + ": " + root.getMessage());
        err.println("Next: run it again with --debug for the stack trace");
        return FAILED;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Problem wrongSetting(BindException bind) {
        String said = String.valueOf(root(bind).getMessage());
        return Problem.declaration(
                "setting " + bind.getName(),
                // Spring's own texts quote the value, which may be a secret; ours do not.
                said.startsWith("setting ") ? said : "its value cannot be read",
                "a value of the kind that docs/reference/settings.md gives",
                "mend it in config/application.yml, the environment or the command line");
    }

    static int print(List<Problem> problems, PrintWriter err) {
        problems.forEach(p -> err.println("problem: " + p));
        boolean declared = problems.stream().allMatch(p -> p.mover() == Mover.DECLARATION);
        return declared ? WRONG_USE : FAILED;
    }
}
