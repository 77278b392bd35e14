package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What to do, most pressing first: one line for each kind of thing that is wrong. */
public final class NextSteps {
    private static final int PLACES_NAMED = 3;

    private final List<Problem> problems = new ArrayList<>();

    NextSteps() {}

    void add(Problem problem) {
        problems.add(problem);
    }

    void add(String step) {
        add(new Problem(Mover.US, step, "", "", ""));
    }

    /** All of it. */
    public List<String> all() {
        return Alike.merged(problems, Integer.MAX_VALUE).stream()
                .map(Problem::toString)
                .toList();
    }

    /** For people: where many things are wrong in the same way, a few are named. */
    public List<String> forPeople() {
        return Alike.merged(problems, PLACES_NAMED).stream()
                .map(Problem::toString)
                .toList();
    }
}
