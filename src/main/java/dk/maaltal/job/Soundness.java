package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Staging;
import java.util.Optional;

/** What is wrong with what everything stands on, whether a run is at work or not; looks, and changes nothing. */
public final class Soundness {
    private final Staging staging;
    private final RegisterSetup setup;
    private final Registers registers;
    private final Plans plans;

    Soundness(Staging staging, RegisterSetup setup, Registers registers, Plans plans) {
        this.staging = staging;
        this.setup = setup;
        this.registers = registers;
        this.plans = plans;
    }

    /** That the journal in the home is not the one that the database has read. */
    public Optional<Problem> journal() {
        return staging.journalProblem();
    }

    /** Why registers of persons cannot be read now; empty when they can, and when no plan needs any. */
    public Optional<Problem> key() {
        if (Needs.of(plans).registers().stream().noneMatch(Register::isPersonal)) {
            return Optional.empty();
        }
        // Not by what the setup last looked at: a run at work goes on with that, and this looks at any time.
        return Optional.ofNullable(
                setup.lookAtKey().refusal(registers.keyFingerprint().orElse(null)));
    }
}
