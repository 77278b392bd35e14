package dk.maaltal.job;

import dk.maaltal.measure.Gap;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Publication;
import dk.maaltal.snapshot.PublicationPlan;
import dk.maaltal.snapshot.Publisher;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Publishes what is due and what changed, a version a transaction; says what waits for a person, which holds no other
 * period back, and which measures lack a source.
 */
final class PublishWork implements Steps.Work {
    private final Plans plans;
    private final Snapshots snapshots;
    private final Publisher publisher;
    private final BasisFindings findings;
    private final RunLedger ledger;
    private final NightClock clock;

    PublishWork(
            Plans plans,
            Snapshots snapshots,
            Publisher publisher,
            BasisFindings findings,
            RunLedger ledger,
            NightClock clock) {
        this.findings = findings;
        this.clock = clock;
        this.plans = plans;
        this.snapshots = snapshots;
        this.publisher = publisher;
        this.ledger = ledger;
    }

    @Override
    public void run(Steps.RunContext run) {
        Instant asOf = SettleWork.settled(run, clock);
        for (Plan plan : plans.all()) {
            ReferencePeriod only = run.request().period();
            List<RunEvent> events = new ArrayList<>();
            DuePeriods due = DuePeriods.of(plan, only, asOf, snapshots);
            due.ahead().forEach(version -> events.add(RunEvent.gap(DuePeriods.problem(version, asOf))));
            List<Gap> gaps = new ArrayList<>();
            List<ReferencePeriod> published = new ArrayList<>();
            for (PublicationPlan planned : publisher.plan(plan, due.periods(), asOf)) {
                gaps.addAll(planned.evaluated().gaps());
                Optional<RunEvent> event = event(publisher.commit(planned, run.runId()), run.runId());
                event.ifPresent(events::add);
                event.filter(e -> e.kind() == RunEvent.Kind.DONE).ifPresent(done -> published.add(planned.period()));
            }
            events.addAll(findings.of(plan, published, asOf));
            events.addAll(summed(plan, gaps));
            ledger.record(run.runId(), "publish:" + plan.id(), events);
        }
    }

    static Optional<RunEvent> event(Publication publication, String runId) {
        if (publication instanceof Publication.Published published) {
            return Optional.of(done(published.version()));
        }
        if (publication instanceof Publication.Held held) {
            return Optional.of(RunEvent.held(HeldChange.problem(held.decision())));
        }
        if (publication instanceof Publication.RejectedBefore before) {
            return Optional.of(RunEvent.note(HeldChange.rejected(before.decision())));
        }
        // What the run published before it was interrupted is its work too.
        Version base = ((Publication.Unchanged) publication).version();
        return runId.equals(base.runId()) ? Optional.of(done(base)) : Optional.empty();
    }

    private static RunEvent done(Version version) {
        return RunEvent.done(
                version.snapshotId(),
                "published (%s): %s".formatted(version.changeKind().text(), version.changeNote()));
    }

    /** One event for each cause, naming every measure it leaves without a figure, in the plan's order. */
    static List<RunEvent> summed(Plan plan, List<Gap> gaps) {
        Map<Problem, Set<String>> byCause = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            byCause.computeIfAbsent(gap.problem(), c -> new HashSet<>()).add(gap.measureId());
        }
        List<RunEvent> events = new ArrayList<>();
        byCause.forEach((cause, measures) -> events.add(RunEvent.gap(naming(
                plan.measures().stream()
                        .map(Measure::id)
                        .filter(measures::contains)
                        .toList(),
                cause))));
        return events;
    }

    private static Problem naming(List<String> measures, Problem p) {
        String which = (measures.size() == 1 ? "measure " : "measures ") + String.join(", ", measures);
        String where = p.where().isEmpty() ? which : which + "; " + p.where();
        return new Problem(p.mover(), p.what(), where, p.expected(), p.next());
    }
}
