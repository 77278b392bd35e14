package dk.maaltal.watch;

import dk.maaltal.job.RunListener;
import dk.maaltal.job.RunOutcome;
import java.time.Clock;

/** At the end of a run writes down when the next of its job is due, so that under cron silence is a failure too. */
final class ExpectNext implements RunListener {
    private final Expectations expectations;
    private final Clock clock;

    ExpectNext(Expectations expectations, Clock clock) {
        this.expectations = expectations;
        this.clock = clock;
    }

    @Override
    public void ended(RunOutcome outcome) {
        String[] parts = outcome.runId().split("/", -1);
        boolean forAllPeriods = parts.length == 3 && parts[1].matches("\\d{4}-.*");
        if (forAllPeriods) {
            expectations.write(parts[0], clock.instant());
        }
    }
}
