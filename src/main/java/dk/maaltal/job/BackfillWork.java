package dk.maaltal.job;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Gap;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Change;
import dk.maaltal.snapshot.PublicationPlan;
import dk.maaltal.snapshot.Publisher;
import dk.maaltal.snapshot.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the periods of a span, oldest first, each a unit of its own: what a unit did stands in the ledger once it is
 * done, and a run that is taken up goes on with the first that does not. Between two of them it gives way.
 */
final class BackfillWork implements Steps.Work {
    private final Plans plans;
    private final Publisher publisher;
    private final Evaluation evaluation;
    private final RunLedger ledger;
    private final BackfillUnits units;
    private final Progress progress;
    private final Turn turn;
    private final NightClock clock;

    BackfillWork(
            Plans plans,
            Publisher publisher,
            Evaluation evaluation,
            RunLedger ledger,
            BackfillUnits units,
            Progress progress,
            Turn turn,
            NightClock clock) {
        this.plans = plans;
        this.publisher = publisher;
        this.evaluation = evaluation;
        this.ledger = ledger;
        this.units = units;
        this.progress = progress;
        this.turn = turn;
        this.clock = clock;
    }

    @Override
    public void run(Steps.RunContext run) {
        BackfillSpan span = span(run.request());
        Instant asOf = SettleWork.settled(run, clock);
        Set<String> done = units.scopes(run.runId());
        List<ReferencePeriod> periods = span.periods();
        int total = periods.size() * plans.all().size();
        int at = 0;
        for (ReferencePeriod period : periods) {
            for (Plan plan : plans.all()) {
                String scope = BackfillUnits.scope(plan, period);
                if (!done.contains(scope)) {
                    if (turn.wanted()) {
                        throw new GaveWay("period " + period);
                    }
                    progress.at("periods: " + period, at, total);
                    ledger.record(run.runId(), scope, unit(run.runId(), span, plan, period, asOf));
                }
                at++;
            }
        }
        progress.at("periods", total, total);
        plans.all().forEach(plan -> tellFindings(run, plan, asOf));
    }

    private static BackfillSpan span(JobRequest request) {
        BackfillSpan span = request.span();
        if (span == null) {
            throw new ProblemException(Problem.declaration(
                    "job " + request.job(),
                    "its step 'periods' is not told which periods to fill",
                    "a backfill",
                    "maaltal backfill --from P --to P, or leave the step out of the job"));
        }
        return span;
    }

    private List<RunEvent> unit(String runId, BackfillSpan span, Plan plan, ReferencePeriod period, Instant asOf) {
        PublicationPlan planned = publisher.plan(plan, List.of(period), asOf).get(0);
        List<RunEvent> events = new ArrayList<>();
        Version untouched = untouched(span, planned);
        events.add(untouched == null ? published(planned, runId) : unchanged(untouched, span.measures()));
        String label = label(plan, period);
        // What is published is whole, and so is what is said to be missing of it.
        List<Gap> gaps = planned.evaluated().gaps().stream()
                .filter(gap -> untouched == null || span.asksFor(gap.measureId()))
                .toList();
        PublishWork.summed(plan, gaps).forEach(gap -> events.add(RunEvent.gap(Periods.of(label, gap.problem()))));
        List<Gap> out = evaluation.at(asOf).outOfReach(plan, period).stream()
                .filter(gap -> span.asksFor(gap.measureId()))
                .toList();
        PublishWork.summed(plan, out).forEach(note -> events.add(RunEvent.note(Periods.of(label, note.problem()))));
        return events;
    }

    private String label(Plan plan, ReferencePeriod period) {
        return plans.all().size() == 1 ? period.id() : plan.id() + "/" + period.id();
    }

    /** The version that stays, where only some measures were asked for and what changed are others' cells; or null. */
    private static @Nullable Version untouched(BackfillSpan span, PublicationPlan planned) {
        boolean others = planned.changes().stream().map(Change::key).noneMatch(key -> span.asksFor(key.measureId()));
        return others && !planned.isUnchanged() ? planned.base() : null;
    }

    private RunEvent published(PublicationPlan planned, String runId) {
        return PublishWork.event(publisher.backfill(planned, runId), runId)
                .orElseGet(() -> unchanged(Objects.requireNonNull(planned.base()), List.of()));
    }

    private static RunEvent unchanged(Version version, List<String> measures) {
        String which = measures.isEmpty() ? "" : " in measure " + String.join(", ", measures);
        return RunEvent.done(version.snapshotId(), "unchanged" + which);
    }

    private void tellFindings(Steps.RunContext run, Plan plan, Instant asOf) {
        List<ReferencePeriod> published = units.done(run.runId()).stream()
                .filter(unit -> unit.what().startsWith("published"))
                .flatMap(unit -> span(run.request()).periods().stream()
                        .filter(period -> unit.scope().equals(BackfillUnits.scope(plan, period))))
                .toList();
        ledger.record(run.runId(), "findings:" + plan.id(), new BasisFindings(evaluation).of(plan, published, asOf));
    }
}
