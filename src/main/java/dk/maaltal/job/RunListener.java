package dk.maaltal.job;

/** Told of every run that has ended and stands closed in the ledger. What it throws is logged and changes nothing. */
public interface RunListener {
    /** @param outcome how it ended */
    void ended(RunOutcome outcome);
}
