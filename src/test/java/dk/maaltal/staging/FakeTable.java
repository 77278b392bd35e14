package dk.maaltal.staging;

import dk.maaltal.series.AreaKind;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.jobindsats.DataRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as Jobindsats would serve it, with its answers in the shape of v3. */
final class FakeTable {
    static final String HIERARCHY = "_slags";

    final String id;
    final List<String> measures = new ArrayList<>();
    final List<String> members = new ArrayList<>();
    final List<String> areas = new ArrayList<>();
    final TreeSet<ReferencePeriod> periods = new TreeSet<>();
    /** The label an area comes under in rows, where it differs from the metadata's. */
    final Map<String, String> labelsInRows = new TreeMap<>();

    final Map<Place, @Nullable Number[]> rows = new LinkedHashMap<>();
    final List<String> extraRows = new ArrayList<>();
    int periodsInPart = 3;
    String wanted = "w1";
    String areaHierarchy = "_nykom";
    boolean saysItsId = true;
    /** Further kinds of period, as the metadata writes them. */
    String furtherPeriods = "";

    /** Where a row stands; {@code member} is empty when the table has no dimension. */
    record Place(ReferencePeriod period, String area, String member) {}

    FakeTable(String id, List<String> measures, List<String> members, String... areas) {
        this.id = id;
        this.measures.addAll(measures);
        this.members.addAll(members);
        this.areas.addAll(Arrays.asList(areas));
    }

    /** One measure {@code antal}, no dimension. */
    static FakeTable plain(String id, String... areas) {
        return new FakeTable(id, List.of("antal"), List.of(), areas);
    }

    FakeTable row(String period, String area, @Nullable Number... values) {
        return rowOf(period, area, "", values);
    }

    FakeTable rowOf(String period, String area, String member, @Nullable Number... values) {
        ReferencePeriod p = ReferencePeriod.parse(period);
        periods.add(p);
        rows.put(new Place(p, area, member), values);
        return this;
    }

    FakeTable without(String period, String area) {
        rows.remove(new Place(ReferencePeriod.parse(period), area, ""));
        return this;
    }

    SeriesSelector selector(String measure, @Nullable String member) {
        return new SeriesSelector(
                new TableSelector(id, id, null, null),
                periods.isEmpty() ? Frequency.M : periods.first().frequency(),
                AreaKind.MUNICIPALITY,
                new MeasureSelector(null, measure, List.of()),
                member == null ? List.of() : List.of(new MemberSelector(HIERARCHY, member)),
                false);
    }

    String metadata() {
        String types = periods.stream()
                .collect(Collectors.groupingBy(ReferencePeriod::frequency, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> "{\"periodtype_id\":\"%s\",\"values\":[%s]}"
                        .formatted(
                                e.getKey(),
                                e.getValue().stream()
                                        .map(p -> "{\"period_id\":\"%s\"}".formatted(p.code()))
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(","));
        String groups = measures.stream()
                .map(m ->
                        "{\"mgroup_id\":\"g_%1$s\",\"mgroup_name\":\"Gruppe %1$s\",\"measures\":[{\"measure_id\":\"%1$s\",\"measure_name\":\"Måling %1$s\"}]}"
                                .formatted(m))
                .collect(Collectors.joining(","));
        String dimensions = hierarchy("_omrade", "Område", areaHierarchy, areas);
        if (!members.isEmpty()) {
            dimensions += "," + hierarchy("_dim", "Slags", HIERARCHY, members);
        }
        return "{%s\"table_name\":\"Tabel %s\",\"periods\":[%s],\"mgroups\":[%s],\"dimensions\":[%s]}"
                .formatted(
                        saysItsId ? "\"table_id\":\"%s\",".formatted(id) : "",
                        id,
                        types + furtherPeriods,
                        groups,
                        dimensions);
    }

    private static String hierarchy(String dimension, String name, String hierarchy, List<String> labels) {
        return "{\"dimension_id\":\"%s\",\"dimension_name\":\"%s\",\"hierarchies\":[{\"hierarchy_id\":\"%s\",\"hierarchy_name\":\"%s\",\"levels\":[{\"level_id\":\"l\",\"level_name\":\"l\",\"values\":[%s]}]}]}"
                .formatted(
                        dimension,
                        name,
                        hierarchy,
                        name,
                        labels.stream()
                                .map(l -> "{\"value_id\":\"%s\",\"value_name\":\"%s\"}".formatted(valueId(l), l))
                                .collect(Collectors.joining(",")));
    }

    /** Tied to the label, so that an id stays when others come and go. */
    static String valueId(String label) {
        return label.equals("Hele landet") || label.endsWith("i alt")
                ? "/"
                : "/" + Math.abs(label.hashCode() % 9973) + "/";
    }

    /** The requests and their bodies. */
    Map<DataRequest, String> parts() {
        Map<DataRequest, String> parts = new LinkedHashMap<>();
        periods.stream()
                .collect(Collectors.groupingBy(ReferencePeriod::frequency, TreeMap::new, Collectors.toList()))
                .forEach((frequency, all) -> {
                    for (int i = 0; i < all.size(); i += periodsInPart) {
                        List<ReferencePeriod> some = all.subList(i, Math.min(all.size(), i + periodsInPart));
                        parts.put(request(frequency, some), body(some));
                    }
                });
        return parts;
    }

    private DataRequest request(Frequency frequency, List<ReferencePeriod> some) {
        TreeMap<String, List<String>> asked = new TreeMap<>();
        if (!members.isEmpty()) {
            asked.put(HIERARCHY, members.stream().map(FakeTable::valueId).toList());
        }
        return new DataRequest(
                id, frequency, some.stream().map(ReferencePeriod::code).toList(), areaHierarchy, List.of("*"), asked);
    }

    private String body(List<ReferencePeriod> some) {
        String columns = "\"Periode\",\"Område\""
                + (members.isEmpty() ? "" : ",\"Slags\"")
                + measures.stream().map(m -> ",\"Måling " + m + "\"").collect(Collectors.joining());
        List<String> lines = rows.entrySet().stream()
                .filter(e -> some.contains(e.getKey().period()))
                .map(e -> line(e.getKey(), e.getValue()))
                .collect(Collectors.toCollection(ArrayList::new));
        extraRows.stream()
                .filter(row -> some.stream().anyMatch(p -> row.contains(p.code())))
                .forEach(lines::add);
        return "{\"columns\":[%s],\"rows\":[%s]}".formatted(columns, String.join(",", lines));
    }

    private String line(Place place, @Nullable Number[] values) {
        return "[\"%s\",\"%s\"%s,%s]"
                .formatted(
                        place.period().code(),
                        labelsInRows.getOrDefault(place.area(), place.area()),
                        place.member().isEmpty() ? "" : ",\"" + place.member() + "\"",
                        Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(",")));
    }
}
