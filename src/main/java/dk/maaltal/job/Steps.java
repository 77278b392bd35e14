package dk.maaltal.job;

import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * The one place that builds steps. A step has the real transaction manager but suspends the transaction around its
 * work: each piece of work opens its own, so that none spans a call over the network. A run that is taken up does every
 * step again, for each finds by itself what is left to do: what a step told the next is otherwise lost where a process
 * dies between Batch's two commits at a step's end.
 */
final class Steps {
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final StopSignal signal;
    private final Turn turn;

    Steps(JobRepository repository, PlatformTransactionManager transactions, StopSignal signal, Turn turn) {
        this.signal = signal;
        this.turn = turn;
        this.repository = repository;
        this.transactions = transactions;
    }

    /** A step that does one piece of work, idempotent because it is done again when it was interrupted. */
    Step of(String name, Work work) {
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            signal.check();
                            RunContext run = RunContext.of(context);
                            if (run.request().span() != null && turn.wanted()) {
                                throw new GaveWay(name);
                            }
                            // Here and not only around the run: a partition may have a thread of its own.
                            try (RunLog named = RunLog.of(run.request())) {
                                work.run(run);
                            }
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build();
    }

    /** The same work once for each partition, so many at a time; each partition is a step of its own. */
    <W extends Work & Partitioner> Step partitioned(String name, String each, W work, int atOnce) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(each + "-");
        threads.setConcurrencyLimit(atOnce);
        return new StepBuilder(name, repository)
                .partitioner(each, work)
                .step(of(each, work))
                .taskExecutor(atOnce == 1 ? new SyncTaskExecutor() : threads)
                .allowStartIfComplete(true)
                .build();
    }

    /** A piece of work in a run. */
    interface Work {
        void run(RunContext run) throws Exception;
    }

    /**
     * What a piece of work knows of its run.
     *
     * @param request what was asked for
     * @param execution for restart positions and the partition's own key
     */
    record RunContext(JobRequest request, StepExecution execution) {
        static RunContext of(ChunkContext context) {
            StepExecution execution = context.getStepContext().getStepExecution();
            return new RunContext(
                    JobRequest.from(
                            execution.getJobExecution().getJobInstance().getJobName(), execution.getJobParameters()),
                    execution);
        }

        String runId() {
            return request.runId();
        }
    }
}
