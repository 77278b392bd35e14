package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Knowledge;
import dk.maaltal.staging.Known;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Evaluates a plan's measures over what was known at an as-of, and nothing later. */
public final class Evaluation {
    private final Knowledge knowledge;
    private final Origins origins;

    public Evaluation(Knowledge knowledge, Origins origins) {
        this.knowledge = knowledge;
        this.origins = origins;
    }

    /** The evaluation at one as-of; shares what it reads between periods and is used by one thread. */
    public At at(Instant asOf) {
        return new At(knowledge.at(asOf));
    }

    /** What deliveries are, by digest; those that nobody received any more are not among them. */
    public List<SourceUsed> sources(Collection<String> sha256s) {
        return knowledge.received(sha256s).stream()
                .map(received -> new SourceUsed(
                        received.sha256(),
                        received.source(),
                        received.request(),
                        received.at(),
                        received.sourceDate(),
                        received.origin(),
                        received.rows(),
                        received.rejected(),
                        received.rejectedByRule()))
                .toList();
    }

    /**
     * The same over the register generations that were taken by an instant, as it would have been computed then.
     *
     * @param takenBy {@link Evaluated#takenBy()}
     */
    public At at(Instant asOf, Instant takenBy) {
        return new At(knowledge.at(asOf, takenBy));
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
            return evaluate(plan, List.of(period)).get(0);
        }

        /**
         * All cells of several periods, in their order; the persons of the registers are read once for all of them.
         *
         * @param periods quarters, half-years or years
         * @throws IllegalArgumentException for another kind of period
         */
        public List<Evaluated> evaluate(Plan plan, List<ReferencePeriod> periods) {
            periods.forEach(At::check);
            LocalCounts counts = LocalPeriods.counts(plan, periods, known.registers());
            return periods.stream()
                    .map(period -> new PlanEvaluation(plan, period, known, counts, origins).evaluate())
                    .toList();
        }

        /**
         * How one measure's cells of a period came about. Its persons are read once more.
         *
         * @param published the rows of the version that is explained, of all measures; what they hide, and what could be
         *     had from them, is not told. Empty where nothing is published
         * @throws IllegalArgumentException for another kind of period, or a measure that has no cells in it
         */
        public Account account(Plan plan, Measure measure, ReferencePeriod period, List<Row> published) {
            check(period);
            if (!measure.existsFor(period)) {
                throw new IllegalArgumentException("measure %s has no cells in %s".formatted(measure.id(), period));
            }
            return new Accounting(plan, measure, period, known).account(origins, published);
        }

        private static void check(ReferencePeriod period) {
            switch (period.frequency()) {
                case Q, H, Y -> {}
                default -> throw new IllegalArgumentException(period + " is not a period of a snapshot");
            }
        }
    }
}
