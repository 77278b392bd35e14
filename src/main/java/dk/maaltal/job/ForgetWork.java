package dk.maaltal.job;

import dk.maaltal.problem.ProblemException;
import dk.maaltal.staging.Registers;
import java.util.ArrayList;
import java.util.List;

/** Removes the originals of dropped files, and Batch's rows, whose days are over. */
final class ForgetWork implements Steps.Work {
    private final Registers registers;
    private final BatchPurge purge;
    private final RunLedger ledger;

    ForgetWork(Registers registers, BatchPurge purge, RunLedger ledger) {
        this.registers = registers;
        this.purge = purge;
        this.ledger = ledger;
    }

    @Override
    public void run(Steps.RunContext run) {
        List<RunEvent> events = new ArrayList<>();
        try {
            int gone = registers.forget().size();
            if (gone > 0) {
                events.add(RunEvent.done("archive, rejected", "removed %d files whose days are over".formatted(gone)));
            }
        } catch (ProblemException e) {
            e.problems().forEach(problem -> events.add(RunEvent.gap(problem)));
        }
        int runs = purge.run();
        if (runs > 0) {
            events.add(RunEvent.done("steps of old runs", "removed those of %d runs".formatted(runs)));
        }
        ledger.record(run.runId(), "forget", events);
    }
}
