package dk.maaltal.job;

import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Gap;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.report.Grid;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.snapshot.PublicationPlan;
import dk.maaltal.snapshot.Publisher;
import dk.maaltal.snapshot.Ruling;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import dk.maaltal.staging.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans a backfill, and tells what one has done; the work itself is a run of the job {@code backfill}. */
public final class Backfilling {
    private final Plans plans;
    private final Publisher publisher;
    private final Evaluation evaluation;
    private final Snapshots snapshots;
    private final BackfillUnits units;
    private final BackfillSources sources;
    private final Staging staging;
    private final NightClock clock;

    Backfilling(
            Plans plans,
            Staging staging,
            Publisher publisher,
            Evaluation evaluation,
            Snapshots snapshots,
            BackfillUnits units,
            NightClock clock) {
        this.plans = plans;
        this.publisher = publisher;
        this.evaluation = evaluation;
        this.snapshots = snapshots;
        this.units = units;
        this.sources = new BackfillSources(plans, staging);
        this.staging = staging;
        this.clock = clock;
    }

    /**
     * Reads what is asked for.
     *
     * @param measures ids with commas between, or null for all
     * @throws dk.maaltal.problem.ProblemException with everything that is wrong with it
     */
    public BackfillSpan span(String from, String to, @Nullable String measures) {
        return BackfillSpan.read(from, to, measures, plans, PublicationCalendar.dateOf(clock.instant()));
    }

    /** What the backfill would do; fetches and writes nothing. */
    public BackfillPlan plan(BackfillSpan span) {
        Instant asOf = SettleWork.now(staging, clock);
        Optional<String> unfinished = units.unfinished(span);
        Set<String> done = unfinished.map(units::scopes).orElse(Set.of());
        Map<String, BackfillPlan.Unit> byScope = new HashMap<>();
        List<Problem> cannot = new ArrayList<>();
        for (Plan plan : plans.all()) {
            for (PublicationPlan planned : publisher.plan(plan, span.periods(), asOf)) {
                String scope = BackfillUnits.scope(plan, planned.period());
                byScope.put(scope, unit(span, planned, done.contains(scope)));
                cannot.addAll(cannot(span, plan, planned));
            }
        }
        List<BackfillPlan.Unit> inOrder = new ArrayList<>();
        for (ReferencePeriod period : span.periods()) {
            plans.all().forEach(plan -> inOrder.add(byScope.get(BackfillUnits.scope(plan, period))));
        }
        return new BackfillPlan(
                span, asOf, unfinished.orElse(null), inOrder, sources.of(span, asOf), Periods.merged(cannot));
    }

    private static BackfillPlan.Unit unit(BackfillSpan span, PublicationPlan planned, boolean done) {
        List<Row> own = own(planned.plan(), planned.evaluated().rows());
        Version base = planned.base();
        boolean asked = base == null
                || planned.changes().stream()
                        .anyMatch(change -> span.asksFor(change.key().measureId()));
        String would = done ? "done" : asked ? would(planned) : "unchanged";
        boolean stays =
                base != null && Set.of("done", "unchanged", "rejected_before").contains(would);
        return new BackfillPlan.Unit(
                planned.plan().id(),
                planned.period().id(),
                base != null && stays ? base.snapshotId() : planned.snapshotId(),
                would,
                own.size(),
                (int) own.stream().filter(row -> row.value() != null).count(),
                without(planned.plan(), own));
    }

    private static String would(PublicationPlan planned) {
        Ruling ruling = planned.ruling();
        if (ruling instanceof Ruling.Hold) {
            return "hold";
        }
        if (ruling instanceof Ruling.RejectedBefore) {
            return "rejected_before";
        }
        return ruling instanceof Ruling.Publish ? planned.kind().text() : "unchanged";
    }

    private List<Problem> cannot(BackfillSpan span, Plan plan, PublicationPlan planned) {
        List<Gap> gaps = new ArrayList<>(planned.evaluated().gaps());
        gaps.addAll(evaluation.at(planned.asOf()).outOfReach(plan, planned.period()));
        gaps.removeIf(gap -> !span.asksFor(gap.measureId()));
        String period = plans.all().size() == 1 ? planned.period().id() : plan.id() + "/" + planned.period();
        List<Problem> problems = new ArrayList<>();
        PublishWork.summed(plan, gaps).forEach(event -> problems.add(Periods.of(period, event.problem())));
        String unpublished = measures(
                plan,
                own(plan, planned.evaluated().rows()).stream()
                        .filter(row -> row.state() == CellState.NOT_PUBLISHED
                                && span.asksFor(row.key().measureId()))
                        .map(row -> row.key().measureId())
                        .filter(id ->
                                gaps.stream().noneMatch(gap -> gap.measureId().equals(id)))
                        .collect(Collectors.toSet()));
        if (!unpublished.isEmpty()) {
            problems.add(Periods.of(
                    period,
                    Problem.upstream(
                            "measures " + unpublished, "what is held of the source does not have the period", "", "")));
        }
        return problems;
    }

    private static List<Row> own(Plan plan, Collection<Row> rows) {
        return rows.stream()
                .filter(row ->
                        row.primary() && row.key().areaCode().equals(plan.area().code()))
                .toList();
    }

    /** {@code NOT_PUBLISHED 1.2, 6.3; SOURCE_MISSING 6.8}. */
    private static String without(Plan plan, List<Row> own) {
        Map<CellState, Set<String>> byState = new EnumMap<>(CellState.class);
        own.stream()
                .filter(row -> row.value() == null)
                .forEach(row -> byState.computeIfAbsent(row.state(), state -> new TreeSet<>())
                        .add(row.key().measureId()));
        return byState.entrySet().stream()
                .map(state -> state.getKey() + " " + measures(plan, state.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String measures(Plan plan, Set<String> ids) {
        return plan.measures().stream().map(Measure::id).filter(ids::contains).collect(Collectors.joining(", "));
    }

    /** What a run has done, one row a period, in the order of the work; periods it has not come to are {@code left}. */
    public Grid result(BackfillSpan span, String runId) {
        Map<String, BackfillUnits.Done> done =
                units.done(runId).stream().collect(Collectors.toMap(BackfillUnits.Done::scope, unit -> unit));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ReferencePeriod period : span.periods()) {
            for (Plan plan : plans.all()) {
                rows.add(row(plan, period, done.get(BackfillUnits.scope(plan, period))));
            }
        }
        return new Grid(List.of("plan", "period", "result", "version", "cells", "values", "without"), rows);
    }

    private List<@Nullable Object> row(Plan plan, ReferencePeriod period, BackfillUnits.@Nullable Done unit) {
        Optional<Version> latest = snapshots.latest(plan.id(), period);
        List<Row> own = latest.map(version -> own(plan, snapshots.rows(version.snapshotId())))
                .orElse(List.of());
        long values = own.stream().filter(row -> row.value() != null).count();
        return Arrays.asList(
                plan.id(),
                period.id(),
                unit == null ? "left" : result(unit),
                latest.map(Version::snapshotId).orElse(null),
                latest.isEmpty() ? null : own.size(),
                latest.isEmpty() ? null : values,
                without(plan, own));
    }

    private static String result(BackfillUnits.Done unit) {
        return switch (unit.kind()) {
            case HELD -> "held";
            case NOTE -> "rejected before";
            default -> unit.what().startsWith("published") ? "published" : "unchanged";
        };
    }
}
