package dk.maaltal.job;

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
            if (step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            repository.update(last);
        }
    }
}
