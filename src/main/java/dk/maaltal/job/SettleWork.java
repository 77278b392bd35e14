package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.staging.Staging;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Settles whose knowledge the run publishes: all that is known now that fetching is over, or what was known at the
 * as-of a person gave. Kept with the run, so that one that is taken up again publishes the same where nothing was learned
 * since.
 */
final class SettleWork implements Steps.Work {
    private static final String AS_OF = "knowledgeAsOf";
    /** How far clocks are set back in good order. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private final Staging staging;
    private final DeliveryOrigins origins;
    private final NightClock clock;
    private final Progress progress;
    private final Supplier<Optional<Instant>> newestAsOf;

    /** @param newestAsOf whose knowledge the newest version reflects */
    SettleWork(
            Staging staging,
            DeliveryOrigins origins,
            NightClock clock,
            Progress progress,
            Supplier<Optional<Instant>> newestAsOf) {
        this.newestAsOf = newestAsOf;
        this.origins = origins;
        this.progress = progress;
        this.staging = staging;
        this.clock = clock;
    }

    @Override
    public void run(Steps.RunContext run) {
        staging.catchUp(progress::at); // answers that led to nothing are deliveries too
        origins.refresh();
        if (!context(run).containsKey(AS_OF) || isOvertaken(run)) {
            context(run).putString(AS_OF, asOf(run.request()).toString());
        }
    }

    /**
     * Whether something was learned or published since. A run that is taken up fetches again what failed: what came then
     * must be in what it publishes, for its verdict says that it came.
     */
    private boolean isOvertaken(Steps.RunContext run) {
        Instant settled = Instant.parse(context(run).getString(AS_OF));
        return Stream.of(staging.newestKnowledge(), newestAsOf.get())
                .flatMap(Optional::stream)
                .anyMatch(newest -> newest.isAfter(settled));
    }

    private Instant asOf(JobRequest request) {
        return request.givenAsOf() ? request.asOf() : now(staging, clock);
    }

    /**
     * Now, and not before what was learned already.
     *
     * @throws ProblemException when that lies well after what the clock says
     */
    static Instant now(Staging staging, NightClock clock) {
        Instant now = clock.instant();
        Instant newest = staging.newestKnowledge().orElse(now);
        if (clock.frozenAt() == null && newest.isAfter(now.plus(TOLERANCE))) {
            throw new ProblemException(new Problem(
                    Mover.US,
                    "the clock says %s, but something was learned at %s already".formatted(now, newest),
                    "this machine's clock",
                    "a clock that does not go back",
                    "set the clock right and run again; if it was ahead before, what was learned then has wrong times:"
                            + " see docs/how-to/run-on-a-server.md"));
        }
        clock.notBefore(newest);
        return clock.instant();
    }

    /**
     * The as-of that was settled earlier in the run, perhaps by a process that died since: the clock of this one is not
     * before it either.
     */
    static Instant settled(Steps.RunContext run, NightClock clock) {
        Instant asOf = Instant.parse(context(run).getString(AS_OF));
        if (!run.request().givenAsOf()) {
            clock.notBefore(asOf);
        }
        return asOf;
    }

    private static ExecutionContext context(Steps.RunContext run) {
        return run.execution().getJobExecution().getExecutionContext();
    }
}
