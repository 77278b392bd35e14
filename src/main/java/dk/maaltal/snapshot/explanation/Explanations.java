package dk.maaltal.snapshot.explanation;

import static dk.maaltal.snapshot.explanation.Section.row;

import dk.maaltal.measure.Account;
import dk.maaltal.measure.Account.OfComponent;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.measure.SourceUsed;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Definitions;
import dk.maaltal.snapshot.Seal;
import dk.maaltal.snapshot.Seals;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains published numbers: computes a measure anew as of its version and puts what was counted beside what stands. */
public final class Explanations {
    private final Evaluation evaluation;
    private final Snapshots snapshots;
    private final Definitions definitions;
    private final Seals seals;

    public Explanations(Evaluation evaluation, Snapshots snapshots, Definitions definitions, Seals seals) {
        this.evaluation = evaluation;
        this.snapshots = snapshots;
        this.definitions = definitions;
        this.seals = seals;
    }

    /**
     * Explains one measure of a version.
     *
     * @param today the plan it belongs to, as its files are today; used itself only for a version from before definitions
     *     were kept
     * @param version which
     * @throws ProblemException when the plan has no such measure, the version no cell of it, or the kept definitions are
     *     damaged
     */
    public Explanation explain(Plan today, String measureId, Version version) {
        ReferencePeriod period = version.period();
        Optional<Seal> seal = seals.find(version.snapshotId());
        Plan plan = seal.map(s -> definitions.read(s.definitionsSha256())).orElse(today);
        Measure measure = measure(plan, measureId, period);
        List<Row> all = snapshots.rows(version.snapshotId());
        List<Row> published = all.stream()
                .filter(row -> row.key().measureId().equals(measureId))
                .toList();
        Account account = seal.map(s -> evaluation.at(version.asOf(), s.takenBy()))
                .orElseGet(() -> evaluation.at(version.asOf()).beforeEvidence())
                .account(plan, measure, period, all);
        Comparison comparison = Comparison.of(published, account.rows());
        Area own = plan.area();
        return new Explanation(
                List.of(
                        VersionSections.version(version, plan),
                        VersionSections.measure(measure, period),
                        VersionSections.definition(seal, measure, today.measure(measureId), published),
                        FigureSections.period(period)),
                account.components().stream()
                        .map(component -> component(component, published, comparison, own, period))
                        .toList(),
                Stream.concat(sources(published, own).stream(), Stream.of(comparison.section(version)))
                        .toList());
    }

    private static Measure measure(Plan plan, String id, ReferencePeriod period) {
        Measure measure = plan.measure(id)
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        "measure " + id,
                        "plan %s has no such measure".formatted(plan.id()),
                        plan.measures().stream().map(Measure::id).collect(Collectors.joining(", ")),
                        "`maaltal list measures` shows them")));
        if (!measure.existsFor(period)) {
            throw new ProblemException(Problem.declaration(
                    "measure %s, period %s".formatted(id, period),
                    "there is no such figure",
                    "a period of kind " + measure.periods().stream().sorted().collect(Collectors.joining(", ")),
                    "give another period"));
        }
        return measure;
    }

    private static Explanation.OfComponent component(
            OfComponent component, List<Row> published, Comparison comparison, Area own, ReferencePeriod period) {
        String name = component.component().name();
        List<Row> rows = published.stream()
                .filter(row -> row.key().component().equals(name))
                .filter(row ->
                        Set.of(own.code(), Area.DK.code()).contains(row.key().areaCode()))
                .toList();
        List<Row> ownRows = rows.stream()
                .filter(row -> row.key().areaCode().equals(own.code()))
                .toList();
        @Nullable Row judged = ownRows.stream().filter(Row::primary).findFirst().orElse(null);
        boolean shown = judged != null && judged.value() != null && comparison.isSame(judged.key());
        List<Section> sections = new ArrayList<>();
        sections.add(FigureSections.figures(rows));
        sections.add(FigureSections.basis(component, judged));
        sections.add(TargetSections.target(component, judged, period));
        sections.add(TargetSections.distance(component, judged, shown));
        if (component.local() != null) {
            sections.add(FigureSections.local(component.component(), component.local(), period));
        }
        if (component.official() != null) {
            sections.add(FigureSections.official(component.official()));
        }
        if (component.maturity() != null) {
            sections.add(EvidenceSections.maturity(component.maturity()));
        }
        if (component.difference() != null) {
            sections.add(EvidenceSections.difference(component.difference()));
        }
        sections.add(FigureSections.missing(component, ownRows));
        return new Explanation.OfComponent(name, sections);
    }

    /** What the plan's own cells and the whole country's rest on. */
    private List<Section> sources(List<Row> published, Area own) {
        Map<String, Lineage.Entry> used = new LinkedHashMap<>();
        Set<String> lineages = published.stream()
                .filter(row ->
                        Set.of(own.code(), Area.DK.code()).contains(row.key().areaCode()))
                .map(Row::lineageId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        lineages.forEach(id -> snapshots.lineage(id).forEach(entry -> used.putIfAbsent(entry.deliverySha256(), entry)));
        List<SourceUsed> sources = evaluation.sources(used.keySet());
        Set<String> found = sources.stream().map(SourceUsed::sha256).collect(Collectors.toSet());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (SourceUsed source : sources) {
            rows.add(row(
                    source.source(),
                    source.sourceDate(),
                    source.receivedAt(),
                    Objects.requireNonNull(used.get(source.sha256())).knownFrom(),
                    source.origin(),
                    source.sha256(),
                    source.request()));
        }
        used.values().stream()
                .filter(entry -> !found.contains(entry.deliverySha256()))
                .forEach(entry -> rows.add(row(
                        null,
                        null,
                        null,
                        entry.knownFrom(),
                        null,
                        entry.deliverySha256(),
                        "not among the deliveries any more")));
        return List.of(
                new Section.Writer("sources", "Sources")
                        .fact("origin", "Origin", origin(sources))
                        .listing(
                                "deliveries",
                                "What the figures rest on",
                                List.of(
                                        "source",
                                        "source_date",
                                        "received_at",
                                        "known_from",
                                        "origin",
                                        "sha256",
                                        "request"),
                                rows)
                        .done(),
                rejected(sources));
    }

    private static String origin(List<SourceUsed> sources) {
        long marked = sources.stream().filter(source -> source.origin() != null).count();
        if (marked == 0) {
            return "every file and answer is the source's own";
        }
        return "DEMO: %d of %d are marked as made or changed for the demo archive (column origin)"
                .formatted(marked, sources.size());
    }

    /** Rows of dropped files that could not be taken; by rule, of those that are kept. */
    private static Section rejected(List<SourceUsed> sources) {
        Map<String, SourceUsed> files = sources.stream()
                .filter(source -> source.rejected() > 0)
                .collect(Collectors.toMap(
                        source -> source.source() + "\t" + source.request() + "\t" + source.sha256(),
                        Function.identity(),
                        (first, second) -> first,
                        TreeMap::new));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        files.values().forEach(file -> {
            file.rejectedByRule().forEach((rule, count) -> rows.add(row(file.source(), file.request(), rule, count)));
            long kept = file.rejectedByRule().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (kept < file.rejected()) {
                rows.add(row(file.source(), file.request(), "not kept by rule", file.rejected() - kept));
            }
        });
        return new Section.Writer("rejected_rows", "Rows of the registers that could not be taken")
                .listing(
                        "by_rule",
                        "By rule (`maaltal list rejections` names lines and reasons)",
                        List.of("register", "file", "rule", "rows"),
                        rows)
                .done();
    }

    /** The published rows beside the ones computed anew. */
    private record Comparison(Map<RowKey, Row> published, Map<RowKey, Row> computed, List<RowKey> different) {
        private static final int MOST = 20;

        static Comparison of(List<Row> published, List<Row> computed) {
            Map<RowKey, Row> then = byKey(published);
            Map<RowKey, Row> now = byKey(computed);
            List<RowKey> different = Stream.concat(then.keySet().stream(), now.keySet().stream())
                    .distinct()
                    .sorted()
                    .filter(key -> !same(then.get(key), now.get(key)))
                    .toList();
            return new Comparison(then, now, different);
        }

        private static Map<RowKey, Row> byKey(List<Row> rows) {
            return rows.stream().collect(Collectors.toMap(Row::key, Function.identity()));
        }

        private static boolean same(@Nullable Row then, @Nullable Row now) {
            return then != null && now != null && then.saysTheSameAs(now);
        }

        boolean isSame(RowKey key) {
            return !different.contains(key);
        }

        Section section(Version version) {
            return new Section.Writer("recomputed", "Computed anew")
                    .fact("as_of", "As of", version.asOf())
                    .fact("equal", "Equal to what is published", different.isEmpty())
                    .fact("differing_cells", "Cells that differ", different.size())
                    .listing(
                            "differences",
                            "Which (the first %d)".formatted(MOST),
                            List.of("cell", "published", "computed"),
                            different.stream()
                                    .limit(MOST)
                                    .map(key -> row(key.toString(), said(published.get(key)), said(computed.get(key))))
                                    .toList())
                    .fact(
                            "next",
                            "Next",
                            different.isEmpty()
                                    ? null
                                    : "the published number stands; `maaltal verify %s` and `maaltal recompute %s` say what differs and why"
                                            .formatted(version.period(), version.period()))
                    .done();
        }

        /** The state only: a value that is hidden on one side is not told by the other. */
        private static String said(@Nullable Row row) {
            return row == null ? "no such cell" : row.state().name();
        }
    }
}
