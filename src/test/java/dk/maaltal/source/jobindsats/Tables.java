package dk.maaltal.source.jobindsats;

import dk.maaltal.series.AreaKind;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small tables to ask about. */
final class Tables {
    private Tables() {}

    /** y60a02 with two measures, three months and one quarter, three areas, and categories. */
    static TableMetadata small() {
        return new TableMetadata(
                "y60a02",
                "Antal personer",
                List.of(
                        new MeasureColumn("mgrp_1", "Antal personer", "meas_1", "Antal personer"),
                        new MeasureColumn("mgrp_3", "Fuldtid", "meas_3", "Antal fuldtidspersoner")),
                Map.of(
                        Frequency.M, List.of("2024M01", "2024M02", "2024M03"),
                        Frequency.Q, List.of("2024Q01")),
                List.of(
                        hierarchy("_nykom", "_omrade", "Område", "/=Hele landet", "/1/=Norddjurs", "/2/=Aarhus"),
                        hierarchy(
                                "_viskat",
                                "_vis",
                                "Visitation",
                                "/=I alt",
                                "/1/=Jobparat",
                                "/2/=Aktivitetsparat",
                                "/2/1/=Jobparat")));
    }

    static Hierarchy hierarchy(String id, String dimensionId, String dimensionName, String... values) {
        return new Hierarchy(
                id,
                id.substring(1),
                dimensionId,
                dimensionName,
                Arrays.stream(values)
                        .map(v -> v.split("=", 2))
                        .map(v -> new Member(v[0], v[1]))
                        .toList());
    }

    static SeriesSelector series(Frequency frequency, MeasureSelector measure, MemberSelector... members) {
        return new SeriesSelector(
                new TableSelector("y60a02", "y60a02", null, null),
                frequency,
                AreaKind.MUNICIPALITY,
                measure,
                List.of(members),
                false);
    }

    static MeasureSelector labelled(String... labels) {
        return new MeasureSelector(null, null, List.of(labels));
    }

    static DataRequest request(String hierarchyAndValues, String... periods) {
        TreeMap<String, List<String>> members = new TreeMap<>();
        if (!hierarchyAndValues.isEmpty()) {
            String[] parts = hierarchyAndValues.split("=", 2);
            members.put(parts[0], List.of(parts[1].split(",")));
        }
        return new DataRequest("y60a02", Frequency.M, List.of(periods), "_nykom", List.of("*"), members);
    }

    /** The metadata as the source would write it. */
    static String json(TableMetadata metadata) {
        Map<String, List<Hierarchy>> dimensions = new LinkedHashMap<>();
        metadata.hierarchies()
                .forEach(h -> dimensions
                        .computeIfAbsent(h.dimensionId(), d -> new ArrayList<>())
                        .add(h));
        return """
            {"table_id":"%s","table_name":"%s","periods":%s,"mgroups":%s,"dimensions":%s}""".formatted(
                metadata.id(),
                metadata.name(),
                metadata.periods().entrySet().stream()
                        .map(e -> "{\"periodtype_id\":\"%s\",\"values\":%s}"
                                .formatted(
                                        e.getKey(),
                                        e.getValue().stream()
                                                .map("{\"period_id\":\"%s\"}"::formatted)
                                                .toList()))
                        .toList(),
                metadata.measures().stream()
                        .map(m ->
                                "{\"mgroup_id\":\"%s\",\"mgroup_name\":\"%s\",\"measures\":[{\"measure_id\":\"%s\",\"measure_name\":\"%s\"}]}"
                                        .formatted(m.group(), m.groupName(), m.id(), m.name()))
                        .toList(),
                dimensions.entrySet().stream()
                        .map(e -> "{\"dimension_id\":\"%s\",\"dimension_name\":\"%s\",\"hierarchies\":%s}"
                                .formatted(
                                        e.getKey(),
                                        e.getValue().get(0).dimensionName(),
                                        e.getValue().stream().map(Tables::json).toList()))
                        .toList());
    }

    private static String json(Hierarchy hierarchy) {
        return "{\"hierarchy_id\":\"%s\",\"hierarchy_name\":\"%s\",\"levels\":[{\"level_id\":\"l\",\"values\":%s}]}"
                .formatted(
                        hierarchy.id(),
                        hierarchy.name(),
                        hierarchy.values().stream()
                                .map(v ->
                                        "{\"value_id\":\"%s\",\"value_name\":\"%s\"}".formatted(v.valueId(), v.label()))
                                .toList());
    }
}
