package dk.maaltal.plan;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The plans an installation follows, at least one; their ids differ.
 *
 * @param all in the order of the setting {@code maaltal.plan}
 */
public record Plans(List<Plan> all) {
    public Plans {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no plan");
        }
    }

    /** The first plan: what a command means that names none. */
    public Plan first() {
        return all.get(0);
    }

    /** The paths a {@code maaltal.plan} setting names. */
    public static List<String> paths(String setting) {
        return Stream.of(setting.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /**
     * Reads every plan of the setting.
     *
     * @throws ProblemException with every problem of every plan
     */
    public static Plans read(String setting, Installation installation, PlanReader reader) {
        List<Problem> problems = new ArrayList<>();
        List<Plan> plans = new ArrayList<>();
        Map<String, String> pathById = new HashMap<>();
        for (String path : paths(setting)) {
            try {
                Plan plan = reader.read(installation.find("maaltal.plan", path));
                String first = pathById.putIfAbsent(plan.id(), path);
                if (first != null) {
                    problems.add(Problem.declaration(
                            "maaltal.plan",
                            "%s and %s are both plan %s".formatted(first, path, plan.id()),
                            "an id of its own for each plan",
                            ""));
                }
                plans.add(plan);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        if (plans.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.declaration("maaltal.plan", "no plan is named", "the path of a plan's folder", ""));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new Plans(plans);
    }

    /** Every problem of every plan of the setting; empty when all can be used. For {@code maaltal check plan}. */
    public static List<Problem> check(String setting, Installation installation, PlanReader reader) {
        try {
            read(setting, installation, reader);
            return List.of();
        } catch (ProblemException e) {
            return e.problems();
        }
    }
}
