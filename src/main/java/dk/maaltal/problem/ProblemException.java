package dk.maaltal.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Stops a piece of work with all its problems at once. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    /** @param cause kept for {@code --debug}; its text is never shown otherwise */
    public ProblemException(Problem problem, Throwable cause) {
        this(List.of(problem));
        initCause(cause);
    }

    /** All problems, in the order they were met; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
