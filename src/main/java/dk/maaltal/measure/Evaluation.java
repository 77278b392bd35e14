package dk.maaltal.measure;

import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Knowledge;
import dk.maaltal.staging.Known;
import java.time.Instant;

/** Evaluates a plan's measures over what was known at an as-of, and nothing later. */
public final class Evaluation {
    private final Knowledge knowledge;
    private final Registers registers;
    private final Origins origins;

    public Evaluation(Knowledge knowledge, Registers registers, Origins origins) {
        this.knowledge = knowledge;
        this.registers = registers;
        this.origins = origins;
    }

    /** The evaluation at one as-of; shares what it reads between periods and is used by one thread. */
    public At at(Instant asOf) {
        return new At(knowledge.at(asOf));
    }

    /** The evaluation at one as-of. */
    public final class At {
        private final Known known;

        private At(Known known) {
            this.known = known;
        }

        public Instant asOf() {
            return known.asOf();
        }

        /**
         * All cells of a period.
         *
         * @param period a quarter, half-year or year
         * @throws IllegalArgumentException for another kind of period
         */
        public Evaluated evaluate(Plan plan, ReferencePeriod period) {
            return switch (period.frequency()) {
                case Q, H, Y -> new PlanEvaluation(plan, period, known, registers, origins).evaluate();
                default -> throw new IllegalArgumentException(period + " is not a period of a snapshot");
            };
        }
    }
}
