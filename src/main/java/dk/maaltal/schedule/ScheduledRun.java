package dk.maaltal.schedule;

import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import dk.maaltal.job.JobDeclarations;
import dk.maaltal.job.JobRequest;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunOutcome;
import dk.maaltal.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Quartz fires: asks for the declared job's run of the latest due time. That instant, not the moment of firing, is
 * the run's identity, so that a run fired again is taken up or left alone, never doubled.
 */
@DisallowConcurrentExecution
public final class ScheduledRun implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledRun.class);

    private final RunLauncher launcher;
    private final JobDeclarations declarations;
    private final DueTimes dueTimes;
    private final Clock clock;

    ScheduledRun(RunLauncher launcher, JobDeclarations declarations, DueTimes dueTimes, Clock clock) {
        this.launcher = launcher;
        this.declarations = declarations;
        this.dueTimes = dueTimes;
        this.clock = clock;
    }

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        String name = context.getJobDetail().getKey().getName();
        JobDeclaration.Schedule schedule = declarations.all().stream()
                .filter(job -> job.job().equals(name))
                .map(JobDeclaration::schedule)
                .findFirst()
                .orElse(null);
        if (schedule == null) {
            throw new JobExecutionException("job " + name + " is no longer declared with a schedule");
        }
        // Quartz may fire a moment early by its own clock; the due time is then still to come by ours.
        Instant fired = context.getScheduledFireTime().toInstant();
        Instant now = clock.instant();
        Instant due =
                dueTimes.latest(schedule, fired.isAfter(now) ? fired : now).orElseThrow();
        try {
            Optional<RunOutcome> outcome = launcher.runScheduled(JobRequest.of(name, null, due, "schedule"));
            outcome.ifPresentOrElse(
                    o -> {
                        LOG.info("{} {} {}", o.verdict(), o.runId(), o.summary());
                        o.held().forEach(held -> LOG.warn("held: {}", held));
                        o.gaps().forEach(gap -> LOG.warn("missing: {}", gap));
                    },
                    () -> LOG.info("{} due {} was done already", name, due));
        } catch (ProblemException e) {
            LOG.error("{} due {} did not run: {}", name, due, e.getMessage());
            throw new JobExecutionException(e);
        }
    }
}
