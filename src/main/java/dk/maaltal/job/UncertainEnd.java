package dk.maaltal.job;

import java.util.Objects;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Batch calls an execution UNKNOWN when the database went away as it wrote down its end, and never restarts one, for it
 * cannot know what was done. Here that is no danger: each step finds by itself what is left to do.
 */
final class UncertainEnd {
    private UncertainEnd() {}

    /** Calls the request's last execution failed, where it is not known how it ended. */
    static void settle(JobRepository repository, JobRequest request) {
        JobInstance instance = repository.getJobInstance(request.job(), request.toJobParameters());
        JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        if (last == null) {
            return;
        }
        for (StepExecution step : last.getStepExecutions()) {
            // The turn is ours: what says that it runs was left so when its own end could not be written.
            if (step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning()) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(Objects.requireNonNullElse(step.getEndTime(), last.getLastUpdated()));
                repository.update(step);
            }
        }
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            last.setEndTime(Objects.requireNonNullElse(last.getEndTime(), last.getLastUpdated()));
            repository.update(last);
        }
    }
}
