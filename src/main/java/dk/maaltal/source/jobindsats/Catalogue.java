package dk.maaltal.source.jobindsats;

import static java.util.Objects.requireNonNullElse;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.TableSelector;
import dk.maaltal.source.JsonText;
import dk.maaltal.source.UnreadableAnswer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The tables Jobindsats offers: its answer to {@code /tables}, flat, each table once.
 *
 * @param tables in the source's order
 */
public record Catalogue(List<CatalogueTable> tables) {
    private static final int LONGEST_ID = 100;
    private static final String WHERE = "jobindsats, catalogue /tables";

    public Catalogue {
        tables = List.copyOf(tables);
    }

    /**
     * Reads the answer. A table under two subjects is one; fields that are missing are left empty.
     *
     * @throws UnreadableAnswer when it is not JSON, or holds no table at all
     */
    public static Catalogue read(InputStream body) throws UnreadableAnswer {
        JsonNode root = JsonText.tree(body, WHERE);
        Map<String, CatalogueTable> tables = new LinkedHashMap<>();
        if (root.isArray()) {
            root.forEach(subject -> collect(subject, "", tables));
        }
        if (tables.isEmpty()) {
            throw UnreadableAnswer.mismatch(
                    WHERE,
                    "the catalogue lists no table: " + JsonText.shortened(root.toString()),
                    "a list of subjects with table groups and tables");
        }
        return new Catalogue(List.copyOf(tables.values()));
    }

    /** Takes tables wherever they stand under a subject, so that a level more or less does not matter. */
    private static void collect(JsonNode node, String subjectAbove, Map<String, CatalogueTable> tables) {
        String subject = requireNonNullElse(JsonText.text(node, "subject_name"), subjectAbove);
        String id = JsonText.text(node, "table_id");
        if (id != null && id.length() > LONGEST_ID) {
            return; // no table of ours, and nothing that could be asked for
        }
        if (id != null) {
            String key = id.toLowerCase(Locale.ROOT);
            tables.putIfAbsent(
                    key,
                    new CatalogueTable(
                            key,
                            requireNonNullElse(JsonText.text(node, "table_name"), key),
                            subject,
                            requireNonNullElse(JsonText.text(node, "update_freq"), ""),
                            JsonText.date(node, "update_latest"),
                            JsonText.date(node, "update_next")));
            return;
        }
        node.path("table_groups").forEach(group -> collect(group, subject, tables));
        node.path("tables").forEach(table -> collect(table, subject, tables));
    }

    /** The table of an id, without regard to case. */
    public Optional<CatalogueTable> ofId(String id) {
        return tables.stream().filter(t -> t.id().equalsIgnoreCase(id)).findFirst();
    }

    /**
     * Finds the table a plan names: where it gives a name pattern the name decides, and the id breaks a tie. An id the
     * catalogue no longer has is a note; an id that now stands for a table of another name is not found, as one of the
     * two is wrong and nothing tells which.
     */
    public Resolution<CatalogueTable> find(TableSelector selector) {
        String id = selector.id();
        String name = selector.name();
        if (name == null) {
            return id == null
                    ? missing(selector, "", "no id")
                    : ofId(id).map(Catalogue::found)
                            .orElseGet(() -> missing(selector, id, "the catalogue has no table " + id));
        }
        List<CatalogueTable> matching = named(name);
        if (matching.size() == 1) {
            CatalogueTable table = matching.get(0);
            List<String> notes = new ArrayList<>();
            if (id != null && !table.id().equalsIgnoreCase(id)) {
                Optional<CatalogueTable> other = ofId(id);
                if (other.isPresent()) {
                    return contradicted(selector, name, other.get(), table);
                }
                notes.add("table %s: found by its name as %s, not under the id %s the plan gives"
                        .formatted(selector.ref(), table.id(), id));
            }
            return new Resolution.Found<>(table, notes);
        }
        if (matching.isEmpty()) {
            return missing(selector, name, "no table's name has /%s/".formatted(name));
        }
        return matching.stream()
                .filter(t -> t.id().equalsIgnoreCase(requireNonNullElse(id, "")))
                .findFirst()
                .map(Catalogue::found)
                .orElseGet(() -> ambiguous(selector, name, matching));
    }

    /**
     * The tables whose name has the pattern: what a measure watches for.
     *
     * @param name case-insensitive regular expression
     */
    public List<CatalogueTable> named(String name) {
        LabelPattern pattern = LabelPattern.of(name);
        return tables.stream().filter(t -> pattern.foundIn(t.name())).toList();
    }

    private static Resolution<CatalogueTable> found(CatalogueTable table) {
        return new Resolution.Found<>(table, List.of());
    }

    private Resolution<CatalogueTable> missing(TableSelector selector, String wanted, String what) {
        return notFound(
                selector,
                what,
                "one of what it offers: "
                        + Nearest.of(
                                wanted, tables.stream().map(Catalogue::shown).toList()));
    }

    private Resolution<CatalogueTable> ambiguous(TableSelector selector, String name, List<CatalogueTable> matching) {
        return notFound(
                selector,
                "%d tables' names have /%s/".formatted(matching.size(), name),
                "exactly one of: "
                        + Nearest.of(
                                name, matching.stream().map(Catalogue::shown).toList()));
    }

    private static Resolution<CatalogueTable> contradicted(
            TableSelector selector, String name, CatalogueTable byId, CatalogueTable byName) {
        return notFound(
                selector,
                "its id is that of '%s', but its name pattern /%s/ is found in '%s'"
                        .formatted(shown(byId), name, shown(byName)),
                "an id and a name of the same table");
    }

    private static Resolution<CatalogueTable> notFound(TableSelector selector, String what, String expected) {
        return new Resolution.NotFound<>(new Problem(
                Mover.UPSTREAM,
                what,
                "jobindsats, table " + selector.ref(),
                expected,
                "if the table has a new id or name, change it where the plan names " + selector.ref()));
    }

    private static String shown(CatalogueTable table) {
        return "%s %s".formatted(table.id(), table.name());
    }
}
