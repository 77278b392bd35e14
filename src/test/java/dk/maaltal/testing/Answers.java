package dk.maaltal.testing;

import dk.maaltal.testing.Areas.Area;
import dk.maaltal.testing.Dimension.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies of the four endpoints, as values of {@link Json}. */
final class Answers {
    /** A table that the catalogue lists under a second subject too. */
    private static final String LISTED_TWICE = "y09a02";

    /** What {@code /data} says: labels of the columns, then rows of texts and numbers. */
    record Data(List<String> columns, List<List<@Nullable Object>> rows, int labels) {
        Object body() {
            return object("columns", columns, "rows", rows);
        }
    }

    private final World world;

    Answers(World world) {
        this.world = world;
    }

    Object subjects() {
        List<Object> subjects = new ArrayList<>();
        for (String subject : names()) {
            subjects.add(object("subject_id", 100 + subjects.size(), "subject_name", subject));
        }
        return List.of(object("subject_group_id", 1, "subject_group_name", "Databanken", "subjects", subjects));
    }

    Object catalogue() {
        List<Object> subjects = new ArrayList<>();
        for (String subject : names()) {
            Map<String, List<Object>> groups = new LinkedHashMap<>();
            for (SimTable table : world.tables().values()) {
                boolean here = table.shape.subject.equals(subject)
                        || (table.shape.id.equals(LISTED_TWICE) && subject.equals("Fleksjob"));
                if (here) {
                    groups.computeIfAbsent(table.shape.group, k -> new ArrayList<>())
                            .add(entry(table));
                }
            }
            List<Object> listed = new ArrayList<>();
            groups.forEach((name, tables) -> listed.add(
                    object("table_group_id", listed.size() + 1, "table_group_name", name, "tables", tables)));
            subjects.add(object("subject_id", 100 + subjects.size(), "subject_name", subject, "table_groups", listed));
        }
        return subjects;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        world.tables().values().forEach(t -> names.add(t.shape.subject));
        return names;
    }

    private Map<String, Object> entry(SimTable table) {
        LocalDate next = table.nextAfter(world.today());
        Map<String, Object> groups = new LinkedHashMap<>();
        table.shape.columns.forEach(
                c -> groups.put(c.group(), object("mgroup_id", c.group(), "mgroup_name", c.groupName())));
        return object(
                "table_id",
                table.shape.id,
                "table_name",
                table.shape.name,
                "link_infopage",
                "https://jobindsats.example/information/" + table.shape.id,
                "link_tablepage",
                "https://jobindsats.example/databank/" + table.shape.id,
                "update_freq",
                table.shape.rhythm.code,
                "update_latest",
                table.updatedBy(world.today()).toString(),
                "update_next",
                next == null ? null : next.toString(),
                "mgroups",
                List.copyOf(groups.values()),
                "periods",
                catalogued(table),
                "dimensions",
                List.of());
    }

    private Object catalogued(SimTable table) {
        LocalDate update = table.updatedBy(world.today());
        List<Object> types = new ArrayList<>();
        table.shape.periodTypes.keySet().forEach(type -> {
            List<Per> periods = table.periods(type, update);
            types.add(object(
                    "periodtype_id", type,
                    "period_first", periods.get(0).code(),
                    "period_last", periods.get(periods.size() - 1).code()));
        });
        return object("periodtypes", types);
    }

    Object table(SimTable table) {
        LocalDate update = table.updatedBy(world.today());
        List<Object> periods = new ArrayList<>();
        table.shape.periodTypes.keySet().forEach(type -> {
            List<Object> values = new ArrayList<>();
            table.periods(type, update).forEach(p -> values.add(object("period_id", p.code())));
            if (table.shape.newestFirst) {
                Collections.reverse(values);
            }
            periods.add(object("periodtype_id", type, "values", values));
        });
        return object(
                "table_id",
                table.shape.id,
                "table_name",
                table.shape.name,
                "periods",
                periods,
                "mgroups",
                groups(table),
                "dimensions",
                dimensions(table));
    }

    private List<Object> groups(SimTable table) {
        Map<String, List<Object>> measures = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (Column c : table.shape.columns) {
            if (world.hasMeasure(table.shape.id, c)) {
                names.put(c.group(), c.groupName());
                measures.computeIfAbsent(c.group(), k -> new ArrayList<>())
                        .add(object("measure_id", c.id(), "measure_name", c.name()));
            }
        }
        List<Object> groups = new ArrayList<>();
        measures.forEach(
                (id, list) -> groups.add(object("mgroup_id", id, "mgroup_name", names.get(id), "measures", list)));
        return groups;
    }

    private List<Object> dimensions(SimTable table) {
        List<Object> areas = new ArrayList<>();
        table.areas.forEach(h -> {
            Map<String, List<Object>> levels = new LinkedHashMap<>();
            h.values().forEach(a -> list(table, h.id(), levels, a.level(), a.id(), a.label()));
            areas.add(hierarchy(h.id(), h.name(), levels));
        });
        List<Object> all = new ArrayList<>();
        all.add(object("dimension_id", "_omrade", "dimension_name", "Område", "hierarchies", areas));
        for (Dimension d : table.shape.dimensions) {
            Map<String, List<Object>> levels = new LinkedHashMap<>();
            d.members().forEach(m -> list(table, d.hierarchy(), levels, m.level(), m.id(), m.label()));
            all.add(object(
                    "dimension_id", d.id(),
                    "dimension_name", d.name(),
                    "hierarchies", List.of(hierarchy(d.hierarchy(), d.name(), levels))));
        }
        return all;
    }

    private void list(
            SimTable table, String hierarchy, Map<String, List<Object>> levels, String level, String id, String label) {
        if (world.hasValue(table.shape.id, hierarchy, label)) {
            levels.computeIfAbsent(level, k -> new ArrayList<>()).add(object("value_id", id, "value_name", label));
        }
    }

    private static Object hierarchy(String id, String name, Map<String, List<Object>> values) {
        List<Object> levels = new ArrayList<>();
        values.forEach((level, list) -> levels.add(object("level_id", level, "level_name", level, "values", list)));
        return object("hierarchy_id", id, "hierarchy_name", name, "levels", levels);
    }

    Data data(DataQuery query) {
        TableShape shape = query.table().shape;
        List<String> columns = new ArrayList<>(List.of("Periode", "Område"));
        query.order().forEach(d -> columns.add(shape.dimensions.get(d).name()));
        query.columns().forEach(c -> columns.add(shape.columns.get(c).label()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<List<Member>> combinations = combinations(query);
        if (shape.periodMajor) {
            query.periods()
                    .forEach(p -> query.areas().forEach(a -> combinations.forEach(m -> add(query, p, a, m, rows))));
        } else {
            combinations.forEach(m ->
                    query.areas().forEach(a -> query.periods().forEach(p -> add(query, p, a, m, rows))));
        }
        return new Data(columns, rows, 2 + query.order().size());
    }

    private static void add(
            DataQuery query, Per period, Area area, List<Member> members, List<List<@Nullable Object>> rows) {
        var values = query.table().row(query.update(), area, members, period);
        if (values != null) {
            List<@Nullable Object> row = new ArrayList<>(List.of(period.code(), area.label()));
            query.order().forEach(d -> row.add(members.get(d).label()));
            query.columns().forEach(c -> row.add(values.get(c)));
            rows.add(row);
        }
    }

    private static List<List<Member>> combinations(DataQuery query) {
        List<List<Member>> all = List.of(List.of());
        for (int d = 0; d < query.members().size(); d++) {
            List<Member> asked = query.members().get(d);
            List<Member> here = asked == null
                    ? List.of(query.table().shape.dimensions.get(d).root())
                    : asked;
            List<List<Member>> longer = new ArrayList<>();
            for (List<Member> prefix : all) {
                for (Member member : here) {
                    List<Member> one = new ArrayList<>(prefix);
                    one.add(member);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            put(object, String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    @SuppressWarnings("NullAway")
    private static void put(Map<String, Object> object, String name, @Nullable Object value) {
        object.put(name, value);
    }
}
