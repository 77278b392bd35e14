package dk.maaltal.schedule;

import java.time.Clock;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * What Quartz fires at a job's due time: a tick out of turn. What it does is decided from the database, so that firing a
 * moment early, twice, or on two servers runs nothing twice.
 */
@DisallowConcurrentExecution
public final class ScheduledRun implements Job {
    private final Dispatcher dispatcher;
    private final Clock clock;

    ScheduledRun(Dispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    @Override
    public void execute(JobExecutionContext context) {
        dispatcher.tick(clock.instant());
    }
}
