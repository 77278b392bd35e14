package dk.maaltal.job;

import dk.maaltal.measure.Gap;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Publication;
import dk.maaltal.snapshot.PublicationCalendar;
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
import java.util.SortedSet;
import java.util.TreeSet;

/** Publishes what is due and what changed, a version a transaction, and says which measures lack a source. */
final class PublishWork implements Steps.Work {
    private final Plans plans;
    private final Snapshots snapshots;
    private final Publisher publisher;
    private final RunLedger ledger;
    private final NightClock clock;

    PublishWork(Plans plans, Snapshots snapshots, Publisher publisher, RunLedger ledger, NightClock clock) {
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
            List<ReferencePeriod> periods = only == null ? due(plan, asOf, events) : List.of(only);
            List<Gap> gaps = new ArrayList<>();
            for (PublicationPlan planned : publisher.plan(plan, periods, asOf)) {
                gaps.addAll(planned.evaluated().gaps());
                Publication publication = publisher.commit(planned, run.runId(), null);
                published(publication, run.runId())
                        .ifPresent(version -> events.add(RunEvent.done(
                                version.snapshotId(),
                                "published (%s): %s"
                                        .formatted(version.changeKind().text(), version.changeNote()))));
            }
            events.addAll(summed(plan, gaps));
            ledger.record(run.runId(), "publish:" + plan.id(), events);
        }
    }

    /** What the run published: now, or before it was interrupted. */
    private static Optional<Version> published(Publication publication, String runId) {
        if (publication instanceof Publication.Published published) {
            return Optional.of(published.version());
        }
        Version base = ((Publication.Unchanged) publication).version();
        return runId.equals(base.runId()) ? Optional.of(base) : Optional.empty();
    }

    /**
     * Those whose day has come, and every one that was ever published: its sources may have changed since. Not those
     * whose newest version knows more than the as-of, which a person may give: they would go back in time.
     */
    private List<ReferencePeriod> due(Plan plan, Instant asOf, List<RunEvent> events) {
        SortedSet<ReferencePeriod> due = new TreeSet<>(PublicationCalendar.due(plan, PublicationCalendar.dateOf(asOf)));
        snapshots.all(plan.id()).stream().filter(Version::latest).forEach(version -> {
            if (version.asOf().isAfter(asOf)) {
                due.remove(version.period());
                events.add(RunEvent.gap(new Problem(
                        Mover.US,
                        "the newest version has as-of %s, later than this run's %s".formatted(version.asOf(), asOf),
                        version.snapshotId(),
                        "versions in the order of time",
                        "it stays as it is until then; was the clock ahead when it was published?")));
            } else {
                due.add(version.period());
            }
        });
        return List.copyOf(due);
    }

    /** One event for each cause, naming every measure it leaves without a figure, in the plan's order. */
    private static List<RunEvent> summed(Plan plan, List<Gap> gaps) {
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
