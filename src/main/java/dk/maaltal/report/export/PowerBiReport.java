package dk.maaltal.report.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report of one page to begin with: the municipality's judged figures as a table (PBIR). */
final class PowerBiReport {
    private static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/item/report/definition/";
    private static final String PAGE = "a1000000000000000001";
    private static final String TABLE = "a1000000000000000002";

    private final VersionData version;

    PowerBiReport(VersionData version) {
        this.version = version;
    }

    /** Path under {@code definition} to JSON. */
    Map<String, Map<String, Object>> files() {
        Map<String, Map<String, Object>> files = new LinkedHashMap<>();
        files.put(
                "version.json", ordered("$schema", SCHEMAS + "versionMetadata/1.0.0/schema.json", "version", "2.0.0"));
        files.put(
                "report.json",
                ordered(
                        "$schema",
                        SCHEMAS + "report/3.0.0/schema.json",
                        "themeCollection",
                        Map.of(),
                        "settings",
                        ordered("useStylableVisualContainerHeader", true, "defaultDrillFilterOtherVisuals", true)));
        files.put(
                "pages/pages.json",
                ordered(
                        "$schema",
                        SCHEMAS + "pagesMetadata/1.0.0/schema.json",
                        "pageOrder",
                        List.of(PAGE),
                        "activePageName",
                        PAGE));
        files.put("pages/" + PAGE + "/page.json", page());
        files.put("pages/" + PAGE + "/visuals/" + TABLE + "/visual.json", table());
        return files;
    }

    private Map<String, Object> page() {
        return ordered(
                "$schema",
                SCHEMAS + "page/2.0.0/schema.json",
                "name",
                PAGE,
                "displayName",
                "Overblik",
                "displayOption",
                "FitToPage",
                "height",
                720,
                "width",
                1280,
                "filterConfig",
                ordered(
                        "filters",
                        List.of(
                                filter("omraade", "area_code", "'" + version.ownArea() + "'"),
                                filter("primaer", "is_primary", "true"))));
    }

    private static Map<String, Object> filter(String name, String column, String literal) {
        String property = Contract.SNAPSHOT_VALUE.column(column).titleDa();
        Map<String, Object> condition = ordered(
                "In",
                ordered(
                        "Expressions",
                        List.of(column(ordered("Source", "v"), property)),
                        "Values",
                        List.of(List.of(ordered("Literal", ordered("Value", literal))))));
        return ordered(
                "name",
                name,
                "field",
                column(ordered("Entity", Contract.SNAPSHOT_VALUE.titleDa()), property),
                "type",
                "Categorical",
                "filter",
                ordered(
                        "Version",
                        2,
                        "From",
                        List.of(ordered("Name", "v", "Entity", Contract.SNAPSHOT_VALUE.titleDa(), "Type", 0)),
                        "Where",
                        List.of(ordered("Condition", condition))),
                "howCreated",
                "User");
    }

    private static Map<String, Object> table() {
        List<Object> fields = new ArrayList<>();
        fields.add(projection(
                "Column",
                Contract.MEASURE,
                Contract.MEASURE.column("measure_id").titleDa()));
        fields.add(projection(
                "Column", Contract.MEASURE, Contract.MEASURE.column("title_da").titleDa()));
        ContractTable values = Contract.SNAPSHOT_VALUE;
        fields.add(projection("Column", values, values.column("component").titleDa()));
        fields.add(projection("Measure", values, "Tal i ord"));
        fields.add(projection("Column", values, values.column("target_text").titleDa()));
        fields.add(projection("Measure", values, "Status i ord"));
        return ordered(
                "$schema",
                SCHEMAS + "visualContainer/2.4.0/schema.json",
                "name",
                TABLE,
                "position",
                ordered("x", 20, "y", 20, "z", 0, "height", 680, "width", 1240, "tabOrder", 0),
                "visual",
                ordered(
                        "visualType",
                        "tableEx",
                        "query",
                        ordered("queryState", ordered("Values", ordered("projections", fields))),
                        "drillFilterOtherVisuals",
                        true));
    }

    private static Map<String, Object> projection(String kind, ContractTable table, String property) {
        return ordered(
                "field",
                field(kind, ordered("Entity", table.titleDa()), property),
                "queryRef",
                table.titleDa() + "." + property,
                "nativeQueryRef",
                property);
    }

    private static Map<String, Object> column(Map<String, Object> source, String property) {
        return field("Column", source, property);
    }

    private static Map<String, Object> field(String kind, Map<String, Object> source, String property) {
        return ordered(kind, ordered("Expression", ordered("SourceRef", source), "Property", property));
    }

    /** Names and what they are, in turn. */
    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
