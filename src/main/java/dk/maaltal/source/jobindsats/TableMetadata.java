package dk.maaltal.source.jobindsats;

import static java.util.Objects.requireNonNullElse;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.JsonText;
import dk.maaltal.source.UnreadableAnswer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a table is made of: the source's answer to {@code /table/<id>}.
 *
 * @param id lower case; empty when the answer does not repeat it
 * @param name its title
 * @param measures in the source's order
 * @param periods by kind, the source's period ids in order of time; kinds we do not know or cannot read are left out
 * @param hierarchies of all dimensions, in the source's order
 * @param unreadable the kinds of period that were left out because one of their ids cannot be read, and why
 */
public record TableMetadata(
        String id,
        String name,
        List<MeasureColumn> measures,
        Map<Frequency, List<String>> periods,
        List<Hierarchy> hierarchies,
        Map<Frequency, String> unreadable) {
    /** The dimension of areas. */
    static final String AREA_DIMENSION = "_omrade";

    public TableMetadata {
        measures = List.copyOf(measures);
        periods = Collections.unmodifiableMap(new TreeMap<>(periods));
        hierarchies = List.copyOf(hierarchies);
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
    }

    /** All of whose periods could be read. */
    TableMetadata(
            String id,
            String name,
            List<MeasureColumn> measures,
            Map<Frequency, List<String>> periods,
            List<Hierarchy> hierarchies) {
        this(id, name, measures, periods, hierarchies, Map.of());
    }

    /**
     * Reads the answer to a question about one table; it need not repeat which.
     *
     * @throws UnreadableAnswer when it is not JSON, has no measure or dimension, or is of another table
     */
    public static TableMetadata read(InputStream body, String tableId) throws UnreadableAnswer {
        TableMetadata metadata = read(body);
        if (metadata.id().isEmpty()) {
            return metadata.withId(tableId);
        }
        if (!metadata.id().equals(tableId)) {
            throw UnreadableAnswer.mismatch(
                    "jobindsats, table %s, metadata".formatted(tableId),
                    "the metadata is that of table '%s'".formatted(metadata.id()),
                    "that of " + tableId);
        }
        return metadata;
    }

    /**
     * Reads the answer; fields that are not needed may be missing.
     *
     * @throws UnreadableAnswer when it is not JSON, or has no measure or dimension
     */
    static TableMetadata read(InputStream body) throws UnreadableAnswer {
        JsonNode root = JsonText.tree(body, "jobindsats, table metadata");
        String id = requireNonNullElse(JsonText.text(root, "table_id"), "").toLowerCase(Locale.ROOT);
        String where = "jobindsats, table %s, metadata".formatted(id);
        Map<Frequency, String> unreadable = new EnumMap<>(Frequency.class);
        TableMetadata metadata = new TableMetadata(
                id,
                requireNonNullElse(JsonText.text(root, "table_name"), id),
                measures(root),
                periods(root, unreadable),
                hierarchies(root),
                unreadable);
        String lacking = metadata.lacking();
        if (!lacking.isEmpty()) {
            throw UnreadableAnswer.mismatch(
                    where,
                    "it has no " + lacking,
                    "periods with values, mgroups with measures, dimensions with hierarchies");
        }
        return metadata;
    }

    /** The same under another id, for an answer that does not repeat it. */
    TableMetadata withId(String other) {
        return new TableMetadata(other, name, measures, periods, hierarchies, unreadable);
    }

    private String lacking() {
        if (measures.isEmpty()) {
            return "measures";
        }
        return hierarchies.isEmpty() ? "dimensions" : "";
    }

    private static List<MeasureColumn> measures(JsonNode root) {
        List<MeasureColumn> measures = new ArrayList<>();
        for (JsonNode group : root.path("mgroups")) {
            String groupId = JsonText.text(group, "mgroup_id");
            for (JsonNode measure : group.path("measures")) {
                String id = JsonText.text(measure, "measure_id");
                if (groupId != null && id != null) {
                    measures.add(new MeasureColumn(
                            groupId,
                            requireNonNullElse(JsonText.text(group, "mgroup_name"), groupId),
                            id,
                            requireNonNullElse(JsonText.text(measure, "measure_name"), id)));
                }
            }
        }
        return measures;
    }

    /**
     * A period we cannot read would later pass for one that is not published, so its whole kind is left out: no series
     * of that kind then resolves, and the others of the table do not suffer.
     */
    private static Map<Frequency, List<String>> periods(JsonNode root, Map<Frequency, String> unreadable) {
        Map<Frequency, List<String>> periods = new EnumMap<>(Frequency.class);
        for (JsonNode type : root.path("periods")) {
            Optional<Frequency> frequency = frequency(JsonText.text(type, "periodtype_id"));
            if (frequency.isEmpty()) {
                continue;
            }
            Map<ReferencePeriod, String> sorted = new TreeMap<>();
            for (JsonNode value : type.path("values")) {
                String id = requireNonNullElse(JsonText.text(value, "period_id"), "");
                period(id, frequency.get())
                        .ifPresentOrElse(
                                period -> sorted.put(period, id),
                                () -> unreadable.putIfAbsent(
                                        frequency.get(),
                                        "the period '%s' stands under type %s".formatted(id, frequency.get())));
            }
            if (!sorted.isEmpty() && !unreadable.containsKey(frequency.get())) {
                periods.put(frequency.get(), List.copyOf(sorted.values()));
            }
        }
        return periods;
    }

    private static Optional<Frequency> frequency(@Nullable String type) {
        for (Frequency frequency : Frequency.values()) {
            if (frequency.name().equalsIgnoreCase(type)) {
                return Optional.of(frequency);
            }
        }
        return Optional.empty();
    }

    private static Optional<ReferencePeriod> period(String id, Frequency frequency) {
        try {
            return Optional.of(ReferencePeriod.parse(id)).filter(period -> period.frequency() == frequency);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Hierarchy> hierarchies(JsonNode root) {
        List<Hierarchy> hierarchies = new ArrayList<>();
        for (JsonNode dimension : root.path("dimensions")) {
            String dimensionId = requireNonNullElse(JsonText.text(dimension, "dimension_id"), "");
            String dimensionName = requireNonNullElse(JsonText.text(dimension, "dimension_name"), dimensionId);
            for (JsonNode hierarchy : dimension.path("hierarchies")) {
                String id = JsonText.text(hierarchy, "hierarchy_id");
                if (id != null) {
                    hierarchies.add(new Hierarchy(
                            id,
                            requireNonNullElse(JsonText.text(hierarchy, "hierarchy_name"), id),
                            dimensionId,
                            dimensionName,
                            values(hierarchy)));
                }
            }
        }
        return hierarchies;
    }

    private static List<Member> values(JsonNode hierarchy) {
        Map<String, Member> values = new LinkedHashMap<>();
        for (JsonNode level : hierarchy.path("levels")) {
            for (JsonNode value : level.path("values")) {
                String id = JsonText.text(value, "value_id");
                if (id != null) {
                    values.putIfAbsent(id, new Member(id, requireNonNullElse(JsonText.text(value, "value_name"), id)));
                }
            }
        }
        return List.copyOf(values.values());
    }

    /** The period ids of a kind, in order of time; empty when the table has none. */
    public List<String> periods(Frequency frequency) {
        return periods.getOrDefault(frequency, List.of());
    }

    /** The hierarchy of an id, without regard to case. */
    public Optional<Hierarchy> hierarchy(String hierarchyId) {
        return hierarchies.stream()
                .filter(h -> h.id().equalsIgnoreCase(hierarchyId))
                .findFirst();
    }

    /** The area dimension's hierarchies: of {@code _omrade}, else of the dimension that holds {@code _nykom}. */
    List<Hierarchy> areaHierarchies() {
        String dimension = hierarchies.stream()
                .filter(h -> h.dimensionId().equalsIgnoreCase(AREA_DIMENSION))
                .findFirst()
                .or(() -> hierarchy(AreaChoice.MUNICIPALITIES))
                .map(Hierarchy::dimensionId)
                .orElse(AREA_DIMENSION);
        return hierarchies.stream()
                .filter(h -> h.dimensionId().equals(dimension))
                .toList();
    }
}
