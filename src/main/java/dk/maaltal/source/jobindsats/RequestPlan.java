package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.SeriesSelector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which questions bring the whole history of what a plan wants from a table. */
final class RequestPlan {
    /** Keeps the address short enough for servers that count. */
    private static final int MOST_PERIODS = 200;

    /** Series that can be asked together: the same dimensions are broken down. */
    private record Group(Frequency frequency, AreaChoice areas, Set<String> hierarchies) {}

    private RequestPlan() {}

    /**
     * The requests, none of more than the limit's cells unless it is for one period, area and member.
     *
     * @param wants those that resolve; with what they resolved to
     */
    static List<DataRequest> of(TableMetadata metadata, Map<SeriesSelector, ResolvedSeries> wants, long limit) {
        Map<Group, SortedMap<String, SortedSet<String>>> groups = new LinkedHashMap<>();
        wants.forEach((selector, series) -> {
            AreaChoice areas = AreaChoice.of(selector.areas(), metadata).orElseThrow();
            Group group = new Group(
                    selector.frequency(), areas, Set.copyOf(series.dimensions().keySet()));
            SortedMap<String, SortedSet<String>> members = groups.computeIfAbsent(group, g -> new TreeMap<>());
            series.dimensions()
                    .forEach((hierarchy, value) -> members.computeIfAbsent(hierarchy, h -> new TreeSet<>())
                            .add(value));
        });
        Set<DataRequest> requests = new LinkedHashSet<>();
        groups.forEach((group, members) -> {
            SortedMap<String, List<String>> lists = new TreeMap<>();
            members.forEach((hierarchy, values) -> lists.put(hierarchy, List.copyOf(values)));
            requests.addAll(
                    split(request(metadata, group, group.areas().areas(), DataRequest.ALL, lists), metadata, limit));
            Hierarchy country = group.areas().country();
            if (country != null) {
                String total = country.total().orElseThrow().valueId();
                requests.addAll(split(request(metadata, group, country, total, lists), metadata, limit));
            }
        });
        return List.copyOf(requests);
    }

    private static DataRequest request(
            TableMetadata metadata,
            Group group,
            Hierarchy areas,
            String area,
            SortedMap<String, List<String>> members) {
        return new DataRequest(
                metadata.id(),
                group.frequency(),
                metadata.periods(group.frequency()),
                areas.id(),
                List.of(area),
                members);
    }

    /** The same cells in requests within the limit: fewer periods each, then fewer areas, then fewer members. */
    static List<DataRequest> split(DataRequest request, TableMetadata metadata, long limit) {
        long cells = cells(request, metadata);
        int periods = request.periods().size();
        if (cells <= limit && periods <= MOST_PERIODS) {
            return List.of(request);
        }
        List<DataRequest> parts = new ArrayList<>();
        List<String> areas = expanded(request.areas(), request.areaHierarchy(), metadata);
        if (periods > 1) {
            for (List<String> some :
                    chunks(request.periods(), Math.min(MOST_PERIODS, fitting(limit, cells, periods)))) {
                parts.add(with(request, some, request.areas(), request.members()));
            }
        } else if (areas.size() > 1) {
            for (List<String> some : chunks(areas, fitting(limit, cells, areas.size()))) {
                parts.add(with(request, request.periods(), some, request.members()));
            }
        } else {
            String largest = largest(request, metadata);
            List<String> values = largest.isEmpty() ? List.of() : members(request, largest, metadata);
            if (values.size() <= 1) {
                return List.of(request);
            }
            for (List<String> some : chunks(values, fitting(limit, cells, values.size()))) {
                SortedMap<String, List<String>> members = new TreeMap<>(request.members());
                members.put(largest, some);
                parts.add(with(request, request.periods(), request.areas(), members));
            }
        }
        return parts.stream()
                .flatMap(part -> split(part, metadata, limit).stream())
                .toList();
    }

    /** How many cells an answer has at most. */
    static long cells(DataRequest request, TableMetadata metadata) {
        long cells = (long) request.periods().size() * metadata.measures().size();
        cells *= expanded(request.areas(), request.areaHierarchy(), metadata).size();
        for (String hierarchy : request.members().keySet()) {
            cells *= members(request, hierarchy, metadata).size();
        }
        return cells;
    }

    private static DataRequest with(
            DataRequest request, List<String> periods, List<String> areas, SortedMap<String, List<String>> members) {
        return new DataRequest(
                request.tableId(), request.frequency(), periods, request.areaHierarchy(), areas, members);
    }

    /** How many of {@code size} things fit the limit when all of them are {@code cells}; at least one. */
    private static int fitting(long limit, long cells, int size) {
        return (int) Math.max(1, Math.min(size, limit / (cells / size)));
    }

    /** Parts of at most {@code most}, as even as can be. */
    private static List<List<String>> chunks(List<String> all, int most) {
        int count = (all.size() + most - 1) / most;
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(all.subList((int) ((long) all.size() * i / count), (int) ((long) all.size() * (i + 1) / count)));
        }
        return chunks;
    }

    private static String largest(DataRequest request, TableMetadata metadata) {
        String largest = "";
        int most = 0;
        for (String hierarchy : request.members().keySet()) {
            int size = members(request, hierarchy, metadata).size();
            if (size > most) {
                most = size;
                largest = hierarchy;
            }
        }
        return largest;
    }

    private static List<String> members(DataRequest request, String hierarchy, TableMetadata metadata) {
        return expanded(request.members().getOrDefault(hierarchy, List.of()), hierarchy, metadata);
    }

    private static List<String> expanded(List<String> values, String hierarchy, TableMetadata metadata) {
        if (!values.contains(DataRequest.ALL)) {
            return values;
        }
        return metadata.hierarchy(hierarchy)
                .map(h -> h.values().stream().map(Member::valueId).toList())
                .filter(all -> !all.isEmpty())
                .orElse(values);
    }
}
