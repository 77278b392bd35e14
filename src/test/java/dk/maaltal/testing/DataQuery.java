package dk.maaltal.testing;

import dk.maaltal.testing.Areas.Area;
import dk.maaltal.testing.Areas.Hierarchy;
import dk.maaltal.testing.Dimension.Member;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A question to {@code /data}, read by the confirmed grammar; everything else is refused as the source refuses.
 *
 * @param columns places of the asked measures among the table's columns
 * @param members by dimension; null where the dimension is not asked for
 * @param order places of the asked dimensions, in the order of the request
 */
record DataQuery(
        SimTable table,
        LocalDate update,
        List<Integer> columns,
        List<Per> periods,
        List<Area> areas,
        List<@Nullable List<Member>> members,
        List<Integer> order) {

    /** Name to value, in the order they came; a name may come once. */
    static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0 && all.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1))) != null) {
                throw new Refusal(422, "Repeated parameter: " + decoded(pair.substring(0, at)));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static DataQuery of(World world, SimTable table, Map<String, String> parameters) {
        LocalDate update = table.updatedBy(world.today());
        Map<String, String> groups = starting("mgroup.", parameters);
        Map<String, String> hierarchies = starting("hierarchy.", parameters);
        Map<String, String> types = starting("period.", parameters);
        List<String> unknown = parameters.keySet().stream()
                .filter(k -> !k.matches("(mgroup|hierarchy|period)\\..+|format"))
                .toList();
        refuseIf(!unknown.isEmpty(), "Unknown parameters: " + quoted(unknown));
        refuseIf(!parameters.getOrDefault("format", "json").equals("json"), "Unsupported format");
        refuseIf(groups.isEmpty(), "At least one mgroup must be given");
        refuseIf(types.size() != 1, "Exactly one period type must be given");
        List<String> strange = hierarchies.keySet().stream()
                .filter(h -> !isArea(table, h)
                        && table.shape.dimensions.stream()
                                .noneMatch(d -> d.hierarchy().equals(h)))
                .toList();
        refuseIf(!strange.isEmpty(), "Unknown hierarchies: " + quoted(strange));
        List<String> areas =
                hierarchies.keySet().stream().filter(h -> isArea(table, h)).toList();
        refuseIf(areas.size() != 1, "Exactly one hierarchy of dimension _omrade must be given");
        Map.Entry<String, String> type = types.entrySet().iterator().next();
        List<@Nullable List<Member>> members = new ArrayList<>();
        for (Dimension d : table.shape.dimensions) {
            String values = hierarchies.get(d.hierarchy());
            members.add(values == null ? null : members(world, table, d, values));
        }
        return new DataQuery(
                table,
                update,
                columns(world, table, groups),
                periods(table, type.getKey(), type.getValue(), update),
                areas(world, table, table.areas(areas.get(0)), hierarchies.getOrDefault(areas.get(0), "")),
                members,
                hierarchies.keySet().stream()
                        .filter(h -> !isArea(table, h))
                        .map(h -> table.shape.dimensions.indexOf(table.shape.dimension(h)))
                        .toList());
    }

    /** Periods × areas × members × measures, there or not. */
    long cells() {
        long cells = (long) columns.size() * periods.size() * areas.size();
        for (List<Member> some : members) {
            cells *= some == null ? 1 : some.size();
        }
        return cells;
    }

    private static boolean isArea(SimTable table, String hierarchy) {
        return table.areas.stream().anyMatch(h -> h.id().equals(hierarchy));
    }

    private static List<Integer> columns(World world, SimTable table, Map<String, String> groups) {
        List<Column> all = table.shape.columns;
        List<Integer> offered = IntStream.range(0, all.size())
                .filter(i -> world.hasMeasure(table.shape.id, all.get(i)))
                .boxed()
                .toList();
        List<Integer> asked = new ArrayList<>();
        groups.forEach((group, ids) -> {
            refuseIf(
                    !group.equals("*")
                            && offered.stream()
                                    .noneMatch(i -> all.get(i).group().equals(group)),
                    "Unknown mgroups: " + quoted(List.of(group)));
            for (String id : ids.split(",", -1)) {
                List<Integer> found = offered.stream()
                        .filter(i -> group.equals("*") || all.get(i).group().equals(group))
                        .filter(i -> id.equals("*") || all.get(i).id().equals(id))
                        .toList();
                refuseIf(found.isEmpty(), "Unknown measures: " + quoted(List.of(id)));
                asked.addAll(found);
            }
        });
        return asked.stream().distinct().sorted().toList();
    }

    private static List<Per> periods(SimTable table, String type, String text, LocalDate update) {
        refuseIf(!table.shape.periodTypes.containsKey(type), "Unknown period type: " + type);
        List<Per> all = table.periods(type, update);
        if (text.matches("latest:[0-9]+")) {
            int n = Integer.parseInt(text.substring(7));
            refuseIf(
                    n > all.size(),
                    "Requested latest:%d for type %s, but only %d periods are available."
                            .formatted(n, type, all.size()));
            return all.subList(all.size() - n, all.size());
        }
        Map<String, Per> byCode = all.stream().collect(Collectors.toMap(Per::code, Function.identity()));
        List<String> asked = List.of(text.split(",", -1));
        List<String> unknown =
                asked.stream().filter(p -> !byCode.containsKey(p)).toList();
        refuseIf(!unknown.isEmpty(), "Unknown periods: " + quoted(unknown));
        return all.stream().filter(p -> asked.contains(p.code())).toList();
    }

    private static List<Area> areas(World world, SimTable table, Hierarchy hierarchy, String text) {
        List<Area> offered = hierarchy.values().stream()
                .filter(a -> world.hasValue(table.shape.id, hierarchy.id(), a.label()))
                .toList();
        return chosen(hierarchy.id(), text, offered, Area::id, Area::level);
    }

    private static List<Member> members(World world, SimTable table, Dimension dimension, String text) {
        List<Member> offered = dimension.members().stream()
                .filter(m -> world.hasValue(table.shape.id, dimension.hierarchy(), m.label()))
                .toList();
        return chosen(dimension.hierarchy(), text, offered, Member::id, Member::level);
    }

    private static <T> List<T> chosen(
            String hierarchy, String text, List<T> offered, Function<T, String> id, Function<T, String> level) {
        if (text.equals("*")) {
            return offered;
        }
        if (text.startsWith("level:")) {
            List<T> found = offered.stream()
                    .filter(v -> level.apply(v).equals(text.substring(6)))
                    .toList();
            refuseIf(found.isEmpty(), "Unknown level for hierarchy %s: %s".formatted(hierarchy, text.substring(6)));
            return found;
        }
        List<String> asked = List.of(text.split(",", -1));
        List<String> ids = offered.stream().map(id).toList();
        List<String> unknown = asked.stream().filter(a -> !ids.contains(a)).toList();
        refuseIf(!unknown.isEmpty(), "Unknown values for hierarchy %s: %s".formatted(hierarchy, quoted(unknown)));
        return offered.stream().filter(v -> asked.contains(id.apply(v))).toList();
    }

    private static Map<String, String> starting(String prefix, Map<String, String> parameters) {
        Map<String, String> some = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                some.put(name.substring(prefix.length()), value);
            }
        });
        return some;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    private static void refuseIf(boolean wrong, String cause) {
        if (wrong) {
            throw new Refusal(422, cause);
        }
    }
}
