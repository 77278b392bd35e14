package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Frequency;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One question to {@code /data/<table>}: all measures of some periods, areas and members. Dimensions that are not
 * named come as their totals.
 *
 * @param tableId lower case
 * @param frequency the kind of periods
 * @param periods the source's period ids, at least one
 * @param areaHierarchy the hierarchy of areas that is asked
 * @param areas {@code ["*"]} for all, else value ids
 * @param members hierarchy id to value ids ({@code ["*"]} for all); sorted by hierarchy, the order of the request
 */
public record DataRequest(
        String tableId,
        Frequency frequency,
        List<String> periods,
        String areaHierarchy,
        List<String> areas,
        SortedMap<String, List<String>> members) {
    /** Every member on every level, the root included. */
    public static final String ALL = "*";

    private static final String PATH = "/data/";

    public DataRequest {
        periods = List.copyOf(periods);
        areas = List.copyOf(areas);
        TreeMap<String, List<String>> copy = new TreeMap<>();
        members.forEach((hierarchy, values) -> copy.put(hierarchy, List.copyOf(values)));
        members = Collections.unmodifiableSortedMap(copy);
        if (periods.isEmpty() || areas.isEmpty() || copy.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a request names periods, areas and members: " + tableId);
        }
    }

    /**
     * The request as it is kept: {@code GET /v3/data/<id>?…}, whatever host and path the source is configured with.
     */
    public String request() {
        return "GET /v3" + pathAndQuery();
    }

    /** What follows the source's base address. */
    String pathAndQuery() {
        StringBuilder text = new StringBuilder(PATH)
                .append(encoded(tableId))
                .append("?mgroup.*=*&period.")
                .append(frequency)
                .append('=')
                .append(list(periods));
        text.append("&hierarchy.").append(encoded(areaHierarchy)).append('=').append(list(areas));
        members.forEach((hierarchy, values) -> text.append("&hierarchy.")
                .append(encoded(hierarchy))
                .append('=')
                .append(list(values)));
        return text.append("&format=json").toString();
    }

    private static String list(List<String> values) {
        return values.stream().map(DataRequest::encoded).collect(Collectors.joining(","));
    }

    /** Leaves what the source's own examples leave: letters, digits, {@code _ - . * / :}. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":");
    }

    /**
     * Reads back what {@link #request()} wrote; the first hierarchy is the area's.
     *
     * @throws IllegalArgumentException when it is another kind of request
     */
    public static DataRequest parse(String request) {
        int start = request.indexOf(PATH);
        int query = request.indexOf('?');
        if (start < 0 || query < start) {
            throw new IllegalArgumentException("'%s' is not a request for data".formatted(request));
        }
        List<Map.Entry<String, List<String>>> hierarchies = new ArrayList<>();
        List<Map.Entry<String, List<String>>> periods = new ArrayList<>();
        for (String parameter : request.substring(query + 1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            List<String> values = equals < 0 ? List.of() : values(parameter.substring(equals + 1));
            if (name.startsWith("hierarchy.")) {
                hierarchies.add(Map.entry(decoded(name.substring("hierarchy.".length())), values));
            } else if (name.startsWith("period.")) {
                periods.add(Map.entry(decoded(name.substring("period.".length())), values));
            }
        }
        if (periods.size() != 1 || hierarchies.isEmpty()) {
            throw new IllegalArgumentException("'%s' does not name one period type and an area".formatted(request));
        }
        TreeMap<String, List<String>> members = new TreeMap<>();
        hierarchies.subList(1, hierarchies.size()).forEach(h -> members.put(h.getKey(), h.getValue()));
        return new DataRequest(
                decoded(request.substring(start + PATH.length(), query)),
                Frequency.valueOf(periods.get(0).getKey().toUpperCase(Locale.ROOT)),
                periods.get(0).getValue(),
                hierarchies.get(0).getKey(),
                hierarchies.get(0).getValue(),
                members);
    }

    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        for (String value : text.split(",")) {
            values.add(decoded(value));
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
