package dk.maaltal.plan;

import dk.maaltal.declaration.Values;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The canonical form of what a measure's file decides: everything that can change a number, its state, how it is judged,
 * when it is due, or what is published beside it (a variant's note), with defaults filled in and keys sorted. Words for
 * readers that stand in no published row (titles, descriptions, origins) and the plan's own names for tables are not in
 * it: mending a title makes no new version of a snapshot.
 */
final class Definition {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Definition() {}

    /** The measure with the digest of its definition. */
    static Measure stamp(Measure measure) {
        return new Measure(
                measure.id(),
                measure.ministerGoal(),
                measure.titleDa(),
                measure.titleEn(),
                measure.descriptionDa(),
                measure.sourceTextDa(),
                measure.direction(),
                measure.followUp(),
                measure.periods(),
                measure.components(),
                measure.validFrom(),
                measure.validTo(),
                sha256(canonical(measure)),
                measure.watch(),
                measure.file());
    }

    /** JSON with sorted keys and no white space; numbers as plain decimals in quotes. */
    static String canonical(Measure measure) {
        Map<String, Object> whole = new TreeMap<>();
        whole.put("id", measure.id());
        whole.put("direction", measure.direction().text());
        whole.put("follow_up", measure.followUp().text());
        whole.put("periods", List.copyOf(new TreeSet<>(measure.periods())));
        put(whole, "valid_from", measure.validFrom());
        put(whole, "valid_to", measure.validTo());
        whole.put(
                "components",
                measure.components().stream().map(Definition::component).toList());
        return JSON.writeValueAsString(whole);
    }

    private static Map<String, Object> component(Component component) {
        Map<String, Object> map = new TreeMap<>();
        map.put("name", component.name());
        map.put("unit", component.unit().text());
        map.put("primary", Values.word(component.primary()));
        map.put(
                "official",
                component.official().stream().map(Definition::variant).toList());
        LocalBasis local = component.local();
        if (local != null) {
            map.put("local", local(local));
        }
        Target target = component.target();
        if (target != null) {
            map.put("target", target(target));
        }
        return map;
    }

    private static Map<String, Object> variant(Variant variant) {
        Map<String, Object> map = new TreeMap<>();
        put(map, "until", variant.until());
        map.put("rule", Values.word(variant.rule()));
        map.put("frequency", variant.frequency().name());
        map.put("max_lag", Integer.toString(variant.maxLag()));
        map.put("definition_break", variant.definitionBreak());
        if (!variant.note().isEmpty()) {
            map.put("note", variant.note());
        }
        map.put("formulas", variant.formulas().stream().map(Definition::formula).toList());
        return map;
    }

    private static Map<String, Object> formula(Formula formula) {
        if (formula instanceof Formula.Count count) {
            return Map.of("count", sorted("plus", terms(count.plus()), "minus", terms(count.minus())));
        }
        if (formula instanceof Formula.Share share) {
            return Map.of(
                    "share", sorted("numerator", terms(share.numerator()), "denominator", terms(share.denominator())));
        }
        if (formula instanceof Formula.Served served) {
            return Map.of("served", sorted("share", term(served.share()), "count", term(served.count())));
        }
        return Map.of("per_month", terms(formula.terms()));
    }

    private static List<Object> terms(List<SeriesSelector> terms) {
        return new ArrayList<>(terms.stream().map(Definition::term).toList());
    }

    private static Map<String, Object> term(SeriesSelector term) {
        Map<String, Object> map = new TreeMap<>();
        TableSelector table = term.table();
        Map<String, Object> from = new TreeMap<>();
        put(from, "id", table.id());
        put(from, "name", table.name());
        put(from, "ended", table.ended());
        map.put("table", from);
        map.put("areas", Values.word(term.areas()));
        Map<String, Object> measure = new TreeMap<>();
        put(measure, "group", term.measure().group());
        put(measure, "id", term.measure().id());
        measure.put("labels", term.measure().labels());
        measure.put("not", term.measure().not());
        map.put("measure", measure);
        SortedMap<String, Object> members = new TreeMap<>();
        for (MemberSelector member : term.members()) {
            String label = member.label();
            members.put(member.hierarchy(), label == null ? List.of() : label);
        }
        map.put("members", members);
        map.put("optional", term.optional());
        return map;
    }

    private static Map<String, Object> local(LocalBasis local) {
        Map<String, Object> map = new TreeMap<>();
        map.put("kind", local.kind());
        List<String> sources = new ArrayList<>();
        local.registers().forEach(register -> sources.add(register.text()));
        if (local.cvr()) {
            sources.add(LocalKind.CVR);
        }
        map.put("registers", sources);
        map.put("disclosure", local.disclosure().text());
        map.put("parameters", plain(local.parameters()));
        put(map, "maturity", local.maturity());
        return map;
    }

    private static Map<String, Object> target(Target target) {
        Map<String, Object> map = new TreeMap<>();
        map.put("operator", Values.word(target.operator()));
        map.put("against", Values.word(target.against()));
        map.put("value", decimal(target.value()));
        put(map, "level_year", target.levelYear());
        put(map, "only_for", target.frequency());
        put(map, "valid_from", target.validFrom());
        put(map, "valid_to", target.validTo());
        put(map, "due_year", target.dueYear());
        map.put("comparable_across_break", target.comparableAcrossBreak());
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put(String.valueOf(key), plain(inner)));
            return sorted;
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(Definition::plain).toList();
        }
        return value.toString();
    }

    private static String decimal(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, Object> sorted(String key, Object value, String otherKey, Object otherValue) {
        return new TreeMap<>(Map.of(key, value, otherKey, otherValue));
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value.toString());
        }
    }

    private static String sha256(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
