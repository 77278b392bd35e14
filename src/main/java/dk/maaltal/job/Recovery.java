package dk.maaltal.job;

import dk.maaltal.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Finds runs whose process died: nothing runs for ever. */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Turns turns;
    private final RunLedger ledger;

    Recovery(Turns turns, RunLedger ledger) {
        this.turns = turns;
        this.ledger = ledger;
    }

    /** Marks what dead processes left running as {@link Verdict#ABANDONED}. */
    void mark() {
        int found = turns.frozen(
                living -> ledger.abandonAllBut(living.map(Holder::runId).orElse(null)));
        if (found > 0) {
            LOG.warn("{} runs were found whose process died; they go on where they stopped", found);
        }
    }

    /** The same for whoever only looks: where nothing may be written, nothing is. */
    public void markIfPossible() {
        try {
            mark();
        } catch (DataAccessException | ProblemException e) {
            LOG.debug("dead runs could not be marked", e);
        }
    }
}
