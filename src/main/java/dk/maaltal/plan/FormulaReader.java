package dk.maaltal.plan;

import dk.maaltal.declaration.Node;
import dk.maaltal.declaration.Node.Entry;
import dk.maaltal.declaration.Node.Mapping;
import dk.maaltal.declaration.Section;
import dk.maaltal.plan.DeclaredTables.Table;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads formulas and their terms. A term that names several tables or several members of a hierarchy stands for one
 * series of each, so that a sum over statuses or benefits is one term.
 */
final class FormulaReader {
    /** How a file names a hierarchy's total (its root). */
    static final String TOTAL = "total";

    private final DeclaredTables tables;
    private final Map<String, MeasureSelector> columns;

    /** @param columns measure selectors declared once in the file, by name */
    FormulaReader(DeclaredTables tables, Map<String, MeasureSelector> columns) {
        this.tables = tables;
        this.columns = new TreeMap<>(columns);
    }

    /** The columns a file declares. */
    static Map<String, MeasureSelector> columns(Section section) {
        Map<String, MeasureSelector> columns = new TreeMap<>();
        for (Entry entry : section.entries()) {
            if (entry.value() instanceof Mapping mapping) {
                column(section.of(mapping)).ifPresent(selector -> columns.put(entry.key(), selector));
            } else {
                section.wrong(
                        entry.key(),
                        "column '%s' is %s".formatted(entry.key(), entry.value().described()),
                        "keys: group, id, label, not");
            }
        }
        return columns;
    }

    /** One formula: exactly one of the four kinds. */
    Optional<Formula> formula(Section section, Frequency frequency) {
        int before = section.findings().count();
        List<Optional<Formula>> found = new ArrayList<>();
        section.optionalSection("count").ifPresent(s -> found.add(count(s, frequency)));
        section.optionalSection("share").ifPresent(s -> found.add(share(s, frequency)));
        section.optionalSection("served").ifPresent(s -> found.add(served(s, frequency)));
        section.optionalSection("per_month").ifPresent(s -> found.add(perMonth(s, frequency)));
        section.done();
        if (found.size() != 1 && section.findings().count() == before) {
            section.findings()
                    .add(
                            section.line(),
                            "a formula with %d kinds".formatted(found.size()),
                            "exactly one of count, share, served, per_month");
        }
        return found.stream().findFirst().flatMap(f -> f);
    }

    private Optional<Formula> count(Section section, Frequency frequency) {
        List<SeriesSelector> plus = terms(section, "plus", frequency);
        List<SeriesSelector> minus = section.has("minus") ? terms(section, "minus", frequency) : none(section, "minus");
        section.done();
        return plus.isEmpty() ? Optional.empty() : Optional.of(new Formula.Count(plus, minus));
    }

    private Optional<Formula> share(Section section, Frequency frequency) {
        List<SeriesSelector> numerator = terms(section, "numerator", frequency);
        List<SeriesSelector> denominator = terms(section, "denominator", frequency);
        section.done();
        return numerator.isEmpty() || denominator.isEmpty()
                ? Optional.empty()
                : Optional.of(new Formula.Share(numerator, denominator));
    }

    private Optional<Formula> served(Section section, Frequency frequency) {
        Optional<SeriesSelector> share = single(section, "share", frequency);
        Optional<SeriesSelector> count = single(section, "count", frequency);
        section.done();
        return share.flatMap(s -> count.map(c -> new Formula.Served(s, c)));
    }

    private Optional<Formula> perMonth(Section section, Frequency frequency) {
        List<SeriesSelector> plus = terms(section, "plus", frequency);
        section.done();
        return plus.isEmpty() ? Optional.empty() : Optional.of(new Formula.PerMonth(plus));
    }

    private static List<SeriesSelector> none(Section section, String key) {
        section.raw(key);
        return List.of();
    }

    private Optional<SeriesSelector> single(Section section, String key, Frequency frequency) {
        int before = section.findings().count();
        List<SeriesSelector> terms =
                section.section(key).map(s -> term(s, frequency)).orElse(List.of());
        if (terms.size() != 1 && section.findings().count() == before) {
            section.wrong(key, "'%s' stands for %d series".formatted(key, terms.size()), "one table and one member");
        }
        return terms.stream().findFirst();
    }

    private List<SeriesSelector> terms(Section section, String key, Frequency frequency) {
        return section.sections(key).stream()
                .flatMap(s -> term(s, frequency).stream())
                .toList();
    }

    private List<SeriesSelector> term(Section section, Frequency frequency) {
        List<Table> found = new ArrayList<>();
        for (String ref : section.texts("table")) {
            tables.use(ref)
                    .ifPresentOrElse(
                            found::add,
                            () -> section.wrong(
                                    "table",
                                    "table '%s' is not declared".formatted(ref),
                                    "one of " + String.join(", ", tables.refs())));
        }
        Optional<MeasureSelector> measure = measure(section);
        List<List<MemberSelector>> members =
                section.optionalSection("members").map(FormulaReader::members).orElse(List.of(List.of()));
        boolean optional = section.flag("optional");
        section.done();
        List<SeriesSelector> series = new ArrayList<>();
        for (Table table : found) {
            for (List<MemberSelector> member : members) {
                measure.ifPresent(m -> series.add(
                        new SeriesSelector(table.selector(), frequency, table.areas(), m, member, optional)));
            }
        }
        return series;
    }

    private Optional<MeasureSelector> measure(Section section) {
        Optional<Node> node = section.raw("measure");
        if (node.isPresent() && node.get() instanceof Mapping mapping) {
            return column(section.of(mapping));
        }
        String name = section.text("measure");
        MeasureSelector column = columns.get(name);
        if (column == null && !name.isEmpty()) {
            section.wrong(
                    "measure",
                    "column '%s' is not declared".formatted(name),
                    columns.isEmpty()
                            ? "keys: group, id, label, not"
                            : "one of " + String.join(", ", columns.keySet()));
        }
        return Optional.ofNullable(column);
    }

    private static Optional<MeasureSelector> column(Section section) {
        int before = section.findings().count();
        Optional<String> group = section.optionalText("group");
        Optional<String> id = section.optionalText("id");
        List<String> labels = section.optionalRegexes("label");
        List<String> not = section.optionalRegexes("not");
        section.done();
        if (section.findings().count() > before) {
            return Optional.empty();
        }
        if (group.isEmpty() && id.isEmpty() && labels.isEmpty()) {
            section.findings().add(section.line(), "a measure points at nothing", "one of group, id, label");
            return Optional.empty();
        }
        return Optional.of(new MeasureSelector(group.orElse(null), id.orElse(null), labels, not));
    }

    /** Every combination of one member of each hierarchy. */
    private static List<List<MemberSelector>> members(Section section) {
        List<List<MemberSelector>> combinations = List.of(List.of());
        for (Entry entry : section.entries()) {
            List<String> labels = section.texts(entry.key());
            List<List<MemberSelector>> longer = new ArrayList<>();
            for (List<MemberSelector> begun : combinations) {
                for (String label : labels) {
                    List<MemberSelector> one = new ArrayList<>(begun);
                    one.add(new MemberSelector(entry.key(), label.equals(TOTAL) ? null : label));
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }
}
