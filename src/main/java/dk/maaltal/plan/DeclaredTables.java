package dk.maaltal.plan;

import dk.maaltal.declaration.Findings;
import dk.maaltal.declaration.Node.Entry;
import dk.maaltal.declaration.Node.Mapping;
import dk.maaltal.declaration.Section;
import dk.maaltal.series.AreaKind;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.TableSelector;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tables a plan declares, by the plan's own word for each; remembers which of them a measure uses. */
final class DeclaredTables {
    private static final Pattern REF = Pattern.compile("[a-z][a-z0-9_]*");

    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, Place> places = new TreeMap<>();
    private final Set<String> used = new HashSet<>();

    /** @param areas which area hierarchy its figures are asked by */
    record Table(TableSelector selector, AreaKind areas) {}

    private record Place(Findings findings, int line) {}

    /** Takes the tables of a {@code tables:} section; a word that stands for two tables is a finding. */
    void declare(Section section) {
        for (Entry entry : section.entries()) {
            if (!REF.matcher(entry.key()).matches()) {
                section.findings()
                        .add(entry.line(), "table '%s'".formatted(entry.key()), "small letters, digits and _");
            } else if (places.containsKey(entry.key())) {
                section.findings()
                        .add(entry.line(), "table '%s' is declared twice".formatted(entry.key()), "each table once");
            } else if (entry.value() instanceof Mapping mapping) {
                Section inner = section.of(mapping);
                places.put(entry.key(), new Place(section.findings(), entry.line()));
                read(entry.key(), entry.line(), inner).ifPresent(table -> tables.put(entry.key(), table));
                inner.done();
            } else {
                section.findings()
                        .add(
                                entry.line(),
                                "table '%s' is %s"
                                        .formatted(entry.key(), entry.value().described()),
                                "keys: id, name, areas, ended");
            }
        }
    }

    private static Optional<Table> read(String ref, int line, Section section) {
        int before = section.findings().count();
        Optional<String> id = section.optionalText("id").map(text -> text.toLowerCase(Locale.ROOT));
        Optional<String> name = section.optionalRegex("name");
        Optional<ReferencePeriod> ended = section.optionalPeriod("ended");
        AreaKind areas = section.optionalChoice("areas", AreaKind.values()).orElse(AreaKind.MUNICIPALITY);
        if (section.findings().count() > before) {
            return Optional.empty();
        }
        if (id.isEmpty() && name.isEmpty()) {
            section.findings()
                    .add(line, "table '%s' has neither 'id' nor 'name'".formatted(ref), "an id or a name pattern");
            return Optional.empty();
        }
        TableSelector selector = new TableSelector(ref, id.orElse(null), name.orElse(null), ended.orElse(null));
        return Optional.of(new Table(selector, areas));
    }

    /** The table of that word. */
    Optional<Table> use(String ref) {
        used.add(ref);
        return Optional.ofNullable(tables.get(ref));
    }

    Collection<String> refs() {
        return tables.keySet();
    }

    /** A finding for each declared table that no measure uses; only of use when every measure could be read. */
    void reportUnused() {
        places.forEach((ref, place) -> {
            if (!used.contains(ref)) {
                place.findings()
                        .add(
                                place.line(),
                                "no measure uses table '%s'".formatted(ref),
                                "a measure that does",
                                "remove it or mend the measure");
            }
        });
    }
}
