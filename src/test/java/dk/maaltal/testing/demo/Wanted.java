package dk.maaltal.testing.demo;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Variant;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a plan wants of each table that the catalogue offers. */
public final class Wanted {
    private Wanted() {}

    /** In the plan's order; series of tables that are not offered are left out. */
    public static Map<CatalogueTable, List<SeriesSelector>> of(Plan plan, Catalogue catalogue) {
        Map<CatalogueTable, List<SeriesSelector>> wanted = new LinkedHashMap<>();
        plan.measures().stream()
                .flatMap(m -> m.components().stream())
                .map(Component::official)
                .flatMap(List::stream)
                .map(Variant::formulas)
                .flatMap(List::stream)
                .map(Formula::terms)
                .flatMap(List::stream)
                .forEach(selector -> {
                    if (catalogue.find(selector.table()) instanceof Resolution.Found<CatalogueTable> found) {
                        wanted.computeIfAbsent(found.value(), t -> new ArrayList<>())
                                .add(selector);
                    }
                });
        return wanted;
    }
}
