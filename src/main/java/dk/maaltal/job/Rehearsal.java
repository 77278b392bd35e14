package dk.maaltal.job;

import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.PublicationPlan;
import dk.maaltal.snapshot.Publisher;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.staging.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run would publish from what is known now: fetches nothing and writes nothing. */
public final class Rehearsal {
    private final JobDeclarations jobs;
    private final Plans plans;
    private final Snapshots snapshots;
    private final Publisher publisher;
    private final Staging staging;
    private final NightClock clock;

    Rehearsal(
            JobDeclarations jobs,
            Plans plans,
            Snapshots snapshots,
            Publisher publisher,
            Staging staging,
            NightClock clock) {
        this.jobs = jobs;
        this.plans = plans;
        this.snapshots = snapshots;
        this.publisher = publisher;
        this.staging = staging;
        this.clock = clock;
    }

    /**
     * Plans every period the job would look at.
     *
     * @param only the one that was asked for, or null for all that are due
     * @param givenAsOf whose knowledge, or null for all there is
     * @throws ProblemException when there is no such job, it publishes nothing, or the period cannot be published
     */
    public List<PublicationPlan> plan(String job, @Nullable ReferencePeriod only, @Nullable Instant givenAsOf) {
        requirePublishing(job);
        Instant asOf = givenAsOf == null ? SettleWork.now(staging, clock) : givenAsOf;
        List<PublicationPlan> planned = new ArrayList<>();
        for (Plan plan : plans.all()) {
            planned.addAll(publisher.plan(
                    plan, DuePeriods.of(plan, only, asOf, snapshots).periods(), asOf));
        }
        return planned;
    }

    private void requirePublishing(String job) {
        List<String> publishing = jobs.all().stream()
                .filter(declared -> declared.steps().contains("publish"))
                .map(JobDeclaration::job)
                .sorted()
                .toList();
        if (!publishing.contains(job)) {
            throw new ProblemException(Problem.declaration(
                    "job " + job,
                    "there is no such job that publishes",
                    String.join(", ", publishing),
                    "name one of them"));
        }
    }
}
