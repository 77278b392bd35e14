package dk.maaltal.testing.registers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of Elasticsearch 6.8's query language Virk's clients use. Arrays are nested objects that are included in their
 * parent: a flat query matches when any element has the value; only a {@code nested} one keeps an element together.
 */
final class EsQuery {
    /** A query that the server does not understand. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unknown(String reason) {
            super(reason);
        }
    }

    private static final String ROOT = "VrproduktionsEnhed.";
    /** A number in the source, a keyword in the index. */
    private static final String P_NUMBER = ROOT + "pNummer";
    /** Analysed text: its tokens are lower-cased words. */
    private static final Set<String> TEXT = Set.of(
            ROOT + "produktionsEnhedMetadata.sammensatStatus",
            ROOT + "navne.navn",
            ROOT + "beliggenhedsadresse.vejnavn");

    private static final Set<String> NESTED = Set.of(
            ROOT + "navne",
            ROOT + "beliggenhedsadresse",
            ROOT + "erstMaanedsbeskaeftigelse",
            ROOT + "aarsbeskaeftigelse",
            ROOT + "kvartalsbeskaeftigelse",
            ROOT + "livsforloeb",
            ROOT + "virksomhedsrelation");

    private EsQuery() {}

    /** @throws Unknown when the query is of no known kind */
    static boolean matches(Map<String, @Nullable Object> document, Map<?, ?> query) {
        return matches(document, flat(document, ""), query, false);
    }

    private static boolean matches(
            Map<String, @Nullable Object> document, Map<String, List<Object>> fields, Map<?, ?> query, boolean filter) {
        if (query.size() != 1) {
            throw new Unknown("[query] malformed query, expected one clause, found " + query.keySet());
        }
        String kind = String.valueOf(query.keySet().iterator().next());
        Object body = query.values().iterator().next();
        return switch (kind) {
            case "match_all" -> true;
            case "match_none" -> false;
            case "bool" -> bool(document, fields, object(body), filter);
            case "constant_score" ->
                matches(document, fields, object(object(body).get("filter")), true);
            case "nested" -> nested(document, object(body), filter);
            case "exists" -> exists(fields, String.valueOf(object(body).get("field")));
            case "term" -> one(body, (field, value) -> has(fields, field, unwrapped(value, "value"), false));
            case "match" -> one(body, (field, value) -> has(fields, field, unwrapped(value, "query"), true));
            case "terms" ->
                one(body, (field, values) -> list(values).stream().anyMatch(v -> has(fields, field, v, false)));
            case "prefix" ->
                one(
                        body,
                        (field, value) -> values(fields, field)
                                .anyMatch(v -> v.toString().startsWith(String.valueOf(unwrapped(value, "value")))));
            case "range" -> one(body, (field, limits) -> inRange(fields, field, object(limits)));
            default -> throw new Unknown("no [query] registered for [%s]".formatted(kind));
        };
    }

    private static boolean bool(
            Map<String, @Nullable Object> document, Map<String, List<Object>> fields, Map<?, ?> body, boolean filter) {
        for (Object key : body.keySet()) {
            if (!Set.of("must", "filter", "should", "must_not", "minimum_should_match", "boost")
                    .contains(String.valueOf(key))) {
                throw new Unknown("[bool] query does not support [%s]".formatted(key));
            }
        }
        for (Object clause : list(body.get("must"))) {
            if (!matches(document, fields, object(clause), filter)) {
                return false;
            }
        }
        for (Object clause : list(body.get("filter"))) {
            if (!matches(document, fields, object(clause), true)) {
                return false;
            }
        }
        for (Object clause : list(body.get("must_not"))) {
            if (matches(document, fields, object(clause), true)) {
                return false;
            }
        }
        List<Object> should = list(body.get("should"));
        int needed = should.isEmpty() || (!filter && (body.get("must") != null || body.get("filter") != null)) ? 0 : 1;
        if (body.get("minimum_should_match") instanceof Number least) {
            needed = least.intValue();
        }
        long met = should.stream()
                .filter(clause -> matches(document, fields, object(clause), filter))
                .count();
        return met >= needed;
    }

    private static boolean nested(Map<String, @Nullable Object> document, Map<?, ?> body, boolean filter) {
        String path = String.valueOf(body.get("path"));
        if (!NESTED.contains(path)) {
            throw new Unknown("[nested] failed to find nested object under path [%s]".formatted(path));
        }
        Object elements = object(document.get("VrproduktionsEnhed")).get(path.substring(ROOT.length()));
        return list(elements).stream()
                .anyMatch(element ->
                        matches(document, flat(object(element), path + "."), object(body.get("query")), filter));
    }

    private interface Test {
        boolean of(String field, @Nullable Object value);
    }

    private static boolean one(@Nullable Object body, Test test) {
        Map.Entry<?, ?> entry = object(body).entrySet().iterator().next();
        return test.of(String.valueOf(entry.getKey()), entry.getValue());
    }

    private static boolean exists(Map<String, List<Object>> fields, String field) {
        return fields.entrySet().stream()
                .anyMatch(f -> (f.getKey().equals(field) || f.getKey().startsWith(field + "."))
                        && !f.getValue().isEmpty());
    }

    private static boolean has(
            Map<String, List<Object>> fields, String field, @Nullable Object wanted, boolean analysed) {
        String word = String.valueOf(wanted);
        if (TEXT.contains(field)) {
            List<String> wantedTokens = analysed ? tokens(word) : List.of(word);
            return values(fields, field).anyMatch(v -> wantedTokens.stream().anyMatch(tokens(v.toString())::contains));
        }
        return values(fields, field).anyMatch(v -> compare(v, word) == 0);
    }

    private static List<String> tokens(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1));
    }

    private static boolean inRange(Map<String, List<Object>> fields, String field, Map<?, ?> limits) {
        return values(fields, field).anyMatch(value -> {
            boolean inside = true;
            for (Map.Entry<?, ?> limit : limits.entrySet()) {
                String kind = String.valueOf(limit.getKey());
                if (kind.equals("format") || kind.equals("time_zone") || limit.getValue() == null) {
                    continue;
                }
                int sign = compare(value, String.valueOf(limit.getValue()));
                inside &= sign != UNLIKE
                        && switch (kind) {
                            case "gt" -> sign > 0;
                            case "gte" -> sign >= 0;
                            case "lt" -> sign < 0;
                            case "lte" -> sign <= 0;
                            default -> throw new Unknown("[range] query does not support [%s]".formatted(kind));
                        };
            }
            return inside;
        });
    }

    private static final int UNLIKE = Integer.MIN_VALUE;

    private static int compare(Object value, String wanted) {
        if (value instanceof Number) {
            try {
                return new BigDecimal(value.toString()).compareTo(new BigDecimal(wanted));
            } catch (NumberFormatException e) {
                return UNLIKE;
            }
        }
        return Integer.signum(value.toString().compareTo(wanted));
    }

    /** The value a document is sorted by; Elasticsearch takes the smallest of several. */
    static @Nullable Object sortValue(Map<String, @Nullable Object> document, String field) {
        return values(flat(document, ""), field)
                .min((a, b) -> compare(a, b.toString()))
                .orElse(null);
    }

    private static Stream<Object> values(Map<String, List<Object>> fields, String field) {
        List<Object> values = fields.getOrDefault(field, List.of());
        return field.equals(P_NUMBER) ? values.stream().map(Object::toString) : values.stream();
    }

    /** Every leaf of a document by its path. */
    static Map<String, List<Object>> flat(Map<?, ?> document, String prefix) {
        Map<String, List<Object>> fields = new LinkedHashMap<>();
        document.forEach((name, value) -> collect(fields, prefix + name, value));
        return fields;
    }

    private static void collect(Map<String, List<Object>> fields, String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> collect(fields, path + "." + name, inner));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(fields, path, inner));
        } else if (value != null) {
            fields.computeIfAbsent(path, p -> new ArrayList<>()).add(value);
        }
    }

    private static @Nullable Object unwrapped(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> map ? map.get(name) : value;
    }

    static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Unknown("expected an object and found " + value);
    }

    private static List<Object> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? new ArrayList<>(list) : List.of(value);
    }
}
