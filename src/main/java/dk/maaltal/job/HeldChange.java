package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.snapshot.Decision;

/** What is said of a held change, in runs and in status. */
final class HeldChange {
    private HeldChange() {}

    /** What waits, why, and the two commands. */
    static Problem problem(Decision decision) {
        return new Problem(
                Mover.US,
                "decision %d waits since %s: %s"
                        .formatted(decision.number(), decision.computedAt(), String.join("; ", decision.causes())),
                decision.baseId(),
                "",
                "maaltal approve %1$d --reason TEXT, or maaltal reject %1$d --reason TEXT (docs/how-to/decide.md)"
                        .formatted(decision.number()));
    }

    /** That the same change is not asked about again. */
    static Problem rejected(Decision decision) {
        Decision.Ending ending = decision.ending();
        return new Problem(
                Mover.US,
                "stays as it is: the change that the sources ask for was rejected as decision %d%s"
                        .formatted(
                                decision.number(),
                                ending == null ? "" : " by %s: %s".formatted(ending.by(), ending.reason())),
                decision.baseId(),
                "",
                "");
    }
}
