package dk.maaltal.cli;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import picocli.CommandLine;

/** Turns what went wrong into a text and an exit code: once, here. */
final class ExitCodes implements CommandLine.IExecutionExceptionHandler {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int REFUSED = 4;

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
            if (t instanceof BindException bind) {
                return print(List.of(wrongSetting(bind)), err);
            }
        }
        Throwable root = root(failure);
        if (root instanceof ConnectException || root instanceof SQLException && isConnection((SQLException) root)) {
            return print(
                    List.of(new Problem(
                            Mover.US,
                            "the database does not answer: " + root.getMessage(),
                            "maaltal.db.url",
                            "a database that runs and lets this user in",
                            "start it, or mend maaltal.db.url, .user and .password, then run again")),
                    err);
        }
        if (root instanceof SQLException refused && "42501".equals(refused.getSQLState())) {
            return print(
                    List.of(
                            Problem.declaration(
                                    "maaltal.db.user",
                                    "the database refuses: " + root.getMessage(),
                                    "a user with the rights of docs/how-to/postgresql.md, and the owner where tables are to change",
                                    "set maaltal.db.owner.user and .password for the first start of a new version, then run again")),
                    err);
        }
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

    /** SQL states 08 (connection) and 28 (authorization). */
    private static boolean isConnection(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("28");
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
