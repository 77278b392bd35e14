package dk.maaltal.job;

import dk.maaltal.plan.Installation;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Reads the declarations as a run would and says everything that is wrong with them. */
public final class Checks {
    private final String planSetting;
    private final String jobsSetting;
    private final Installation installation;
    private final PlanReader reader;

    Checks(String planSetting, String jobsSetting, Installation installation, PlanReader reader) {
        this.planSetting = planSetting;
        this.jobsSetting = jobsSetting;
        this.installation = installation;
        this.reader = reader;
    }

    /** Every problem of the chosen declarations; empty when all can be used. */
    public List<Problem> run(boolean plans, boolean jobs) {
        List<Problem> problems = new ArrayList<>();
        if (plans) {
            problems.addAll(Plans.check(planSetting, installation, reader));
        }
        if (jobs) {
            try {
                JobDeclarations.read(installation.find("maaltal.jobs", jobsSetting), JobSteps.NAMES);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }
}
