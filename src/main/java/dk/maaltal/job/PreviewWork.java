package dk.maaltal.job;

import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.snapshot.Preview;

/** Replaces what BI sees of the periods that are not published yet. */
final class PreviewWork implements Steps.Work {
    private final Plans plans;
    private final Preview preview;
    private final NightClock clock;

    PreviewWork(Plans plans, Preview preview, NightClock clock) {
        this.clock = clock;
        this.plans = plans;
        this.preview = preview;
    }

    @Override
    public void run(Steps.RunContext run) {
        for (Plan plan : plans.all()) {
            preview.replace(plan, SettleWork.settled(run, clock), run.runId());
        }
    }
}
