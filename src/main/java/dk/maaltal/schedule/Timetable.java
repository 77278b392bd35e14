package dk.maaltal.schedule;

import dk.maaltal.job.JobDeclaration;
import dk.maaltal.job.JobDeclarations;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.context.SmartLifecycle;

/**
 * Puts the declared jobs into Quartz's store before it starts. A trigger that stands there unchanged is left alone: its
 * next fire time is how Quartz knows that a run was missed.
 */
final class Timetable implements SmartLifecycle {
    private static final String GROUP = "maaltal";

    private final Scheduler scheduler;
    private final JobDeclarations declarations;
    private boolean running;

    Timetable(Scheduler scheduler, JobDeclarations declarations) {
        this.scheduler = scheduler;
        this.declarations = declarations;
    }

    /** Before Quartz, whose phase is the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        try {
            Set<JobKey> declared = new HashSet<>();
            for (JobDeclaration job : declarations.all()) {
                JobDeclaration.Schedule schedule = job.schedule();
                if (schedule != null) {
                    declared.add(JobKey.jobKey(job.job(), GROUP));
                    put(job, schedule);
                }
            }
            for (JobKey key : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
                if (!declared.contains(key)) {
                    scheduler.deleteJob(key);
                }
            }
            running = true;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the timetable could not be stored", e);
        }
    }

    private void put(JobDeclaration job, JobDeclaration.Schedule schedule) throws SchedulerException {
        JobDetail detail = JobBuilder.newJob(ScheduledRun.class)
                .withIdentity(job.job(), GROUP)
                .withDescription(job.description())
                .storeDurably()
                .requestRecovery()
                .build();
        scheduler.addJob(detail, true);
        Trigger wanted = trigger(job.job(), schedule);
        Trigger stored = scheduler.getTrigger(wanted.getKey());
        if (stored == null) {
            scheduler.scheduleJob(wanted);
        } else if (!same((CronTrigger) wanted, stored)) {
            scheduler.rescheduleJob(wanted.getKey(), wanted);
        }
    }

    static CronTrigger trigger(String job, JobDeclaration.Schedule schedule) {
        LocalTime at = schedule.at();
        CronScheduleBuilder cron = CronScheduleBuilder.cronSchedule(
                        "%d %d %d * * ?".formatted(at.getSecond(), at.getMinute(), at.getHour()))
                .inTimeZone(TimeZone.getTimeZone(schedule.zone()));
        return TriggerBuilder.newTrigger()
                .withIdentity(TriggerKey.triggerKey(job, GROUP))
                .forJob(job, GROUP)
                .withSchedule(
                        switch (schedule.missed()) {
                            case LAST -> cron.withMisfireHandlingInstructionFireAndProceed();
                            case SKIP -> cron.withMisfireHandlingInstructionDoNothing();
                        })
                .build();
    }

    private static boolean same(CronTrigger wanted, Trigger stored) {
        return stored instanceof CronTrigger cron
                && cron.getCronExpression().equals(wanted.getCronExpression())
                && cron.getTimeZone().equals(wanted.getTimeZone())
                && cron.getMisfireInstruction() == wanted.getMisfireInstruction();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
