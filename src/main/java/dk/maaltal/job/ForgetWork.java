package dk.maaltal.job;

import dk.maaltal.problem.ProblemException;
import dk.maaltal.staging.Registers;
import java.util.ArrayList;
import java.util.List;

/** Removes the originals of dropped files whose days are over. */
final class ForgetWork implements Steps.Work {
    private final Registers registers;
    private final RunLedger ledger;

    ForgetWork(Registers registers, RunLedger ledger) {
        this.registers = registers;
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
        ledger.record(run.runId(), "forget", events);
    }
}
