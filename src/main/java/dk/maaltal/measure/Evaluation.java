package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Hindsight;
import dk.maaltal.staging.Knowledge;
import dk.maaltal.staging.Known;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Evaluates a plan's measures over what was known at an as-of, and nothing later. */
public final class Evaluation {
    private final Knowledge knowledge;
    private final Origins origins;
    private final LocalMemory memory = new LocalMemory();

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
        private final boolean marksUnripe;

        private At(Known known) {
            this(known, true);
        }

        private At(Known known, boolean marksUnripe) {
            this.known = known;
            this.marksUnripe = marksUnripe;
        }

        /** As versions without a seal were computed, those from before 0.4.0: evidence of earlier periods marked no cell. */
        public At beforeEvidence() {
            return new At(known, false);
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
            List<JudgedCell> judged = new ArrayList<>();
            return ripened(plan, evaluate(plan, periods, judged), judged);
        }

        private List<Evaluated> evaluate(Plan plan, List<ReferencePeriod> periods, List<JudgedCell> judged) {
            periods.forEach(At::check);
            LocalCounts counts = LocalPeriods.counts(plan, periods, known.registers());
            List<Evaluated> evaluated = new ArrayList<>();
            for (ReferencePeriod period : periods) {
                PlanEvaluation one = new PlanEvaluation(plan, period, known, counts, origins);
                evaluated.add(one.evaluate());
                judged.addAll(one.judged());
            }
            return evaluated;
        }

        private List<Evaluated> ripened(Plan plan, List<Evaluated> evaluated, List<JudgedCell> judged) {
            if (!marksUnripe) {
                return evaluated;
            }
            Ripeness ripeness = new Ripeness(evidence(plan), Months.of(asOf()));
            Map<ReferencePeriod, Map<RowKey, LocalDate>> unripe = ripeness.judgedFrom(judged);
            return evaluated.stream()
                    .map(one -> one.judgedFrom(unripe.getOrDefault(one.period(), Map.of())))
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
            Accounting accounting = new Accounting(plan, measure, period, known);
            PlanEvaluation one = accounting.evaluation(origins);
            List<Evaluated> evaluated = List.of(one.evaluate(List.of(measure)));
            Plan only = plan.only(measure);
            return accounting.account(
                    ripened(plan, evaluated, one.judged()).get(0),
                    published,
                    maturities(
                            only,
                            numbers(only, period).stream()
                                    .map(number -> triangle(number, period))
                                    .toList()),
                    differences(only, List.of(period)));
        }

        /**
         * How long the figures of a component go on moving, by what the periods before one have shown.
         *
         * @throws IllegalArgumentException when the plan has no such component
         */
        public Maturity maturity(Plan plan, String measureId, String component, ReferencePeriod period) {
            check(period);
            return numbers(plan, period).stream()
                    .filter(number -> number.measure().id().equals(measureId)
                            && number.component().name().equals(component))
                    .findFirst()
                    .map(number ->
                            maturities(plan, List.of(triangle(number, period))).get(0))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s has no %s %s in %s".formatted(plan.id(), measureId, component, period)));
        }

        /** The same for every component and the running period of each kind it exists for, in the plan's order. */
        public List<Maturity> maturities(Plan plan) {
            LocalDate today = Months.of(asOf()).atDay(1);
            List<Triangle> triangles = new ArrayList<>();
            for (Measure measure : plan.measures()) {
                for (Frequency kind : List.of(Frequency.Q, Frequency.H, Frequency.Y)) {
                    ReferencePeriod running = ReferencePeriod.containing(kind, today);
                    if (measure.periods().stream().anyMatch(p -> p.startsWith(kind.name()))) {
                        measure.components()
                                .forEach(component ->
                                        triangles.add(triangle(number(measure, component, running), running)));
                    }
                }
            }
            return maturities(plan, triangles);
        }

        /** The components whose registers do not reach back to the period, or not on to its end, in the plan's order. */
        public List<Gap> outOfReach(Plan plan, ReferencePeriod period) {
            List<Gap> out = new ArrayList<>();
            for (Measure measure : plan.measures()) {
                for (Component component : measure.components()) {
                    LocalBasis local = component.local();
                    if (local != null && measure.existsFor(period)) {
                        RegisterReach reach = new RegisterReach(local, known.registers());
                        if (reach.missing(plan.area().code()).isEmpty()) {
                            reach.shortOf(period)
                                    .forEach(problem -> out.add(new Gap(
                                            measure.id(),
                                            component.name(),
                                            Basis.LOCAL,
                                            Gap.Kind.OUT_OF_REACH,
                                            problem)));
                        }
                    }
                }
            }
            return out;
        }

        /** What local and official say where a component has both, for each of the periods in the plan's order. */
        public List<Difference> differences(Plan plan, Collection<ReferencePeriod> periods) {
            periods.forEach(At::check);
            return new Comparison(plan, hindsight(plan), asOf()).differences(periods);
        }

        private List<Maturity> maturities(Plan plan, List<Triangle> triangles) {
            return new Maturities(evidence(plan)).of(triangles);
        }

        private List<PlanNumber> numbers(Plan plan, ReferencePeriod period) {
            return plan.measures().stream()
                    .filter(measure -> measure.existsFor(period))
                    .flatMap(measure ->
                            measure.components().stream().map(component -> number(measure, component, period)))
                    .toList();
        }

        private PlanNumber number(Measure measure, Component component, ReferencePeriod period) {
            return new PlanNumber(measure, component, new PrimaryBasis(period, known).of(component));
        }

        private Triangle triangle(PlanNumber number, ReferencePeriod period) {
            return new Triangle(number, period, Months.of(asOf()));
        }

        private Evidence evidence(Plan plan) {
            return new Evidence(plan, hindsight(plan), memory);
        }

        private Hindsight hindsight(Plan plan) {
            return knowledge.hindsight(plan.area().code(), known.takenBy());
        }

        private static void check(ReferencePeriod period) {
            switch (period.frequency()) {
                case Q, H, Y -> {}
                default -> throw new IllegalArgumentException(period + " is not a period of a snapshot");
            }
        }
    }
}
