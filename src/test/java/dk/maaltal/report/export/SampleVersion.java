package dk.maaltal.report.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small version with what is awkward: hidden cells, a true zero, texts like formulas, commas, quotes, microseconds. */
final class SampleVersion {
    static final String SHA = "ab".repeat(32);
    static final String NASTY = "=HYPERLINK(\"http://x\";\"y\"), \"citat\"\nog ny linje";

    private SampleVersion() {}

    static VersionData of() {
        Map<String, List<List<@Nullable Object>>> tables = new LinkedHashMap<>();
        tables.put(
                "snapshot",
                List.of(row(
                        Contract.inFiles(Contract.SNAPSHOT),
                        Map.ofEntries(
                                Map.entry("snapshot_id", "proeve-2024/2024H1/2"),
                                Map.entry("plan_id", "proeve-2024"),
                                Map.entry("period", "2024H1"),
                                Map.entry("period_type", "H"),
                                Map.entry("period_start", LocalDate.of(2024, 1, 1)),
                                Map.entry("period_end", LocalDate.of(2024, 6, 30)),
                                Map.entry("version", 2L),
                                Map.entry("as_of", Instant.parse("2024-09-14T00:30:00.123456Z")),
                                Map.entry("published_at", Instant.parse("2024-09-14T00:30:01Z")),
                                Map.entry("change_kind", "revision"),
                                Map.entry("change_note", NASTY),
                                Map.entry("backfilled", false),
                                Map.entry("row_count", 6L),
                                Map.entry("content_sha256", SHA),
                                Map.entry("previous_sha256", "cd".repeat(32))))));
        tables.put(
                "snapshot_value",
                List.of(
                        cell(
                                "6.2",
                                "value",
                                "local",
                                true,
                                "707",
                                null,
                                null,
                                null,
                                "percent",
                                "SUPPRESSED",
                                ">= DK",
                                "NOT_ASSESSABLE"),
                        cell("6.2", "value", "official", false, "101", "12.5", "1", "8", "percent", "OK", null, null),
                        cell("6.2", "value", "official", false, "DK", "25", "2", "8", "percent", "OK", null, null),
                        cell(
                                "6.10",
                                "count",
                                "official",
                                true,
                                "707",
                                "0",
                                "0",
                                null,
                                "persons",
                                "OK",
                                "> last year",
                                "NOT_MET"),
                        cell(
                                "6.10",
                                "share",
                                "official",
                                true,
                                "707",
                                "80.7826",
                                "12345",
                                "15281.5",
                                "percent",
                                "OK",
                                ">= 80.5 %",
                                "MET"),
                        cell(
                                "6.10",
                                "share",
                                "official",
                                true,
                                "101",
                                null,
                                null,
                                null,
                                "percent",
                                "SOURCE_MISSING",
                                null,
                                null)));
        tables.put(
                "measure",
                List.of(
                        measure("6.2", "value", "percent"),
                        measure("6.10", "count", "persons"),
                        measure("6.10", "share", "percent")));
        tables.put(
                "area",
                List.of(
                        area("101", "København", "municipality"),
                        area("707", "Norddjurs", "municipality"),
                        area("DK", "Hele landet", "country")));
        tables.put(
                "period",
                List.of(row(
                        Contract.PERIOD,
                        Map.of(
                                "period",
                                "2024H1",
                                "period_type",
                                "H",
                                "period_start",
                                LocalDate.of(2024, 1, 1),
                                "period_end",
                                LocalDate.of(2024, 6, 30),
                                "year",
                                2024L,
                                "label_da",
                                "1. halvår 2024"))));
        tables.put(
                "lineage",
                List.of(row(
                        Contract.LINEAGE,
                        Map.of(
                                "lineage_id",
                                "l1",
                                "delivery_sha256",
                                SHA,
                                "known_from",
                                Instant.parse("2024-08-01T10:00:00.000001Z")))));
        tables.put(
                "delivery",
                List.of(row(
                        Contract.DELIVERY,
                        Map.of(
                                "sha256",
                                SHA,
                                "source",
                                "jobindsats",
                                "request",
                                "GET /v3/data/x?a=1,2",
                                "fetched_at",
                                Instant.parse("2024-08-01T10:00:00Z"),
                                "bytes",
                                12L,
                                "outcome",
                                "OK"))));
        return new VersionData("Prøveplan 2024", "707", "1.0", tables);
    }

    static List<@Nullable Object> row(ContractTable table, Map<String, Object> cells) {
        List<@Nullable Object> row = new ArrayList<>();
        table.columns().forEach(column -> row.add(cells.get(column.name())));
        return row;
    }

    private static List<@Nullable Object> area(String code, String name, String type) {
        return row(Contract.AREA, Map.of("area_code", code, "area_name", name, "area_type", type));
    }

    private static List<@Nullable Object> measure(String id, String component, String unit) {
        return row(
                Contract.MEASURE,
                Map.ofEntries(
                        Map.entry("plan_id", "proeve-2024"),
                        Map.entry("measure_id", id),
                        Map.entry("component", component),
                        Map.entry("title_da", "-1+Ordinære timer"),
                        Map.entry("title_en", "Ordinary hours"),
                        Map.entry("description_da", "Andelen, som har ordinære timer."),
                        Map.entry("unit", unit),
                        Map.entry("direction", "higher"),
                        Map.entry("follow_up", "half_yearly"),
                        Map.entry("source_text_da", NASTY),
                        Map.entry("definition_sha256", SHA)));
    }

    private static List<@Nullable Object> cell(
            String measure,
            String component,
            String basis,
            boolean primary,
            String area,
            @Nullable String value,
            @Nullable String n,
            @Nullable String of,
            String unit,
            String state,
            @Nullable String target,
            @Nullable String status) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("snapshot_id", "proeve-2024/2024H1/2");
        cells.put("measure_id", measure);
        cells.put("component", component);
        cells.put("basis", basis);
        cells.put("is_primary", primary);
        cells.put("area_code", area);
        cells.put("area_name", area.equals("707") ? "Norddjurs" : area.equals("DK") ? "Hele landet" : "København");
        cells.put("reference_period", "2024M06");
        number(cells, "value", value);
        number(cells, "numerator", n);
        number(cells, "denominator", of);
        cells.put("unit", unit);
        cells.put("state", state);
        cells.put("provisional", false);
        cells.put("due", true);
        cells.put("attributes", "{\"origin\":\"synthetic\"}");
        cells.put("definition_sha256", SHA);
        cells.put("source_updated_on", LocalDate.of(2024, 8, 1));
        cells.put("lineage_id", "l1");
        if (target != null) {
            cells.put("target_text", target);
        }
        if (status != null) {
            cells.put("status", status);
        }
        if (state.equals("SUPPRESSED")) {
            cells.put("reason", "hidden");
        }
        return row(Contract.SNAPSHOT_VALUE, cells);
    }

    private static void number(Map<String, Object> cells, String column, @Nullable String number) {
        if (number != null) {
            cells.put(column, new BigDecimal(number).setScale(4));
        }
    }
}
