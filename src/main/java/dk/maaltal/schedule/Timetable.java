package dk.maaltal.schedule;

import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import dk.maaltal.job.JobDeclarations;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.TimeZone;
import org.quartz.CalendarIntervalScheduleBuilder;
import org.quartz.CalendarIntervalTrigger;
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
 * Puts the declared jobs into Quartz's store before it starts, each to be fired once a day: on which days there is
 * something to run, and what was missed, is decided by the {@link Dispatcher}.
 */
final class Timetable implements SmartLifecycle {
    private static final String GROUP = "maaltal";

    private final Scheduler scheduler;
    private final JobDeclarations declarations;
    private final Clock clock;
    private boolean running;

    Timetable(Scheduler scheduler, JobDeclarations declarations, Clock clock) {
        this.clock = clock;
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
                .build();
        scheduler.addJob(detail, true);
        CalendarIntervalTrigger wanted = trigger(job.job(), schedule, first(schedule));
        Trigger stored = scheduler.getTrigger(wanted.getKey());
        if (stored == null) {
            scheduler.scheduleJob(wanted);
        } else if (!same(wanted, stored)) {
            scheduler.rescheduleJob(wanted.getKey(), wanted);
        }
    }

    /** The schedule's local time of today or tomorrow, whatever days it leaves out. */
    private Instant first(JobDeclaration.Schedule schedule) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, schedule.zone());
        Instant at = DueTimes.on(schedule, today);
        return at.isAfter(now) ? at : DueTimes.on(schedule, today.plusDays(1));
    }

    /**
     * Fires once each date. Not a cron expression: Quartz leaves out the date on which the local time does not exist, and
     * with it a whole night each spring.
     */
    static CalendarIntervalTrigger trigger(String job, JobDeclaration.Schedule schedule, Instant first) {
        CalendarIntervalScheduleBuilder daily = CalendarIntervalScheduleBuilder.calendarIntervalSchedule()
                .withIntervalInDays(1)
                .inTimeZone(TimeZone.getTimeZone(schedule.zone()))
                .preserveHourOfDayAcrossDaylightSavings(true)
                .skipDayIfHourDoesNotExist(false);
        return TriggerBuilder.newTrigger()
                .withIdentity(TriggerKey.triggerKey(job, GROUP))
                .forJob(job, GROUP)
                .startAt(Date.from(first))
                .withSchedule(daily.withMisfireHandlingInstructionDoNothing())
                .build();
    }

    /** Whether the stored trigger fires at the declared time; where it began does not matter. */
    private static boolean same(CalendarIntervalTrigger wanted, Trigger stored) {
        return stored instanceof CalendarIntervalTrigger daily
                && localTime(daily).equals(localTime(wanted))
                && daily.getTimeZone().equals(wanted.getTimeZone())
                && daily.getMisfireInstruction() == wanted.getMisfireInstruction();
    }

    private static LocalTime localTime(CalendarIntervalTrigger trigger) {
        return trigger.getStartTime()
                .toInstant()
                .atZone(trigger.getTimeZone().toZoneId())
                .toLocalTime();
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
