package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the plans need of Jobindsats, as one catalogue offers it.
 *
 * @param byTable the series wanted of each table, by table id, in the plans' order
 * @param missing the tables that no catalogue entry answers to, with what is offered instead
 * @param notes tables found all the same, under another id or label
 */
public record Wanted(Map<String, List<SeriesSelector>> byTable, List<Problem> missing, List<String> notes) {

    /** What the plans need, looked for in the catalogue. */
    public static Wanted of(Plans plans, Catalogue catalogue) {
        return of(plans, null, catalogue);
    }

    /** @param span only what its measures need, or null for all */
    static Wanted of(Plans plans, @Nullable BackfillSpan span, Catalogue catalogue) {
        Map<TableSelector, List<SeriesSelector>> bySelector = new LinkedHashMap<>();
        plans.all().stream()
                .flatMap(plan -> plan.measures().stream())
                .filter(measure -> span == null || span.asksFor(measure.id()))
                .flatMap(measure -> measure.components().stream())
                .flatMap(component -> component.official().stream())
                .flatMap(variant -> variant.formulas().stream())
                .flatMap(formula -> formula.terms().stream())
                .forEach(s -> bySelector
                        .computeIfAbsent(s.table(), t -> new ArrayList<>())
                        .add(s));
        Map<String, List<SeriesSelector>> byTable = new LinkedHashMap<>();
        List<Problem> missing = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        bySelector.forEach((selector, series) -> {
            Resolution<CatalogueTable> found = catalogue.find(selector);
            if (found instanceof Resolution.Found<CatalogueTable> table) {
                byTable.computeIfAbsent(table.value().id(), id -> new ArrayList<>())
                        .addAll(series);
                notes.addAll(table.notes());
            } else if (found instanceof Resolution.NotFound<CatalogueTable> not) {
                missing.add(not.problem());
            }
        });
        return new Wanted(
                byTable,
                missing.stream().distinct().toList(),
                notes.stream().distinct().toList());
    }
}
