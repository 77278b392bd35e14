package dk.maaltal.job;

import dk.maaltal.staging.Staging;
import java.time.Instant;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Settles whose knowledge the run publishes: all that is known now that fetching is over, or what was known at the
 * as-of a person gave. Kept with the run, so that one that is taken up again publishes the same.
 */
final class SettleWork implements Steps.Work {
    private static final String AS_OF = "knowledgeAsOf";

    private final Staging staging;
    private final NightClock clock;
    private final Progress progress;

    SettleWork(Staging staging, NightClock clock, Progress progress) {
        this.progress = progress;
        this.staging = staging;
        this.clock = clock;
    }

    @Override
    public void run(Steps.RunContext run) {
        staging.catchUp(progress::at); // answers that led to nothing are deliveries too
        context(run).putString(AS_OF, asOf(run.request()).toString());
    }

    private Instant asOf(JobRequest request) {
        if (request.givenAsOf()) {
            return request.asOf();
        }
        staging.newestKnowledge().ifPresent(clock::notBefore);
        return clock.instant();
    }

    /** The as-of that was settled earlier in the run. */
    static Instant settled(Steps.RunContext run) {
        return Instant.parse(context(run).getString(AS_OF));
    }

    private static ExecutionContext context(Steps.RunContext run) {
        return run.execution().getJobExecution().getExecutionContext();
    }
}
