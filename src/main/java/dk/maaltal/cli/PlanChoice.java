package dk.maaltal.cli;

import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the plan a command is about. */
final class PlanChoice {
    private PlanChoice() {}

    /** @param id the plan's id, or null for the first of the setting */
    static Plan choose(Session session, @Nullable String id) {
        List<Plan> plans = session.get(Plans.class).all();
        return plans.stream()
                .filter(p -> id == null || p.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        "--plan " + id,
                        "no such plan is followed",
                        String.join(", ", plans.stream().map(Plan::id).toList()),
                        "name one of them")));
    }
}
