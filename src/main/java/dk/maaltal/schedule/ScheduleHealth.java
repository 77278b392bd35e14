package dk.maaltal.schedule;

import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether Quartz fires what is due. */
@Component("scheduleHealthIndicator")
@ConditionalOnProperty(name = "maaltal.serving", havingValue = "true")
final class ScheduleHealth implements HealthIndicator {
    private final Scheduler scheduler;

    ScheduleHealth(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Health health() {
        try {
            boolean runs = scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
            return (runs ? Health.up() : Health.down().withDetail("what", "the schedule does not run")).build();
        } catch (SchedulerException e) {
            return Health.down()
                    .withDetail("what", "the schedule does not answer")
                    .build();
        }
    }
}
