package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Labels;
import dk.maaltal.source.UnreadableAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each column of an answer is. The columns are labels, never ids: {@code Periode}, then the area and one column
 * for each hierarchy asked for, in whichever order, then the measures.
 *
 * @param hierarchies of the columns after the first, in the answer's order
 * @param measures of the columns after those; null for one that cannot be told from another
 * @param notes labels that changed by spaces or case, measures that cannot be told apart
 */
record BodyColumns(List<Hierarchy> hierarchies, List<@Nullable MeasureColumn> measures, List<String> notes) {
    private static final String PERIOD = "Periode";
    private static final String AREA = "Område";

    /** The most telling form of a measure's label first. */
    private static final List<Function<MeasureColumn, String>> VIEWS =
            List.of(MeasureColumn::fullName, MeasureColumn::name, MeasureColumn::groupName);

    /**
     * @param asked the hierarchies of the request, the area's first
     * @throws UnreadableAnswer MISMATCH when a column is missing, unknown, or twice there
     */
    static BodyColumns of(List<String> labels, List<Hierarchy> asked, TableMetadata metadata, String where)
            throws UnreadableAnswer {
        List<String> notes = new ArrayList<>();
        if (labels.isEmpty() || !Labels.same(labels.get(0), PERIOD)) {
            throw UnreadableAnswer.mismatch(where, "the first column is not the period: " + labels, PERIOD);
        }
        if (labels.size() != 1 + asked.size() + metadata.measures().size()) {
            throw UnreadableAnswer.mismatch(
                    where,
                    "it has %d columns: %s".formatted(labels.size(), labels),
                    "%s, %d for area and dimensions, %d measures: %s"
                            .formatted(
                                    PERIOD,
                                    asked.size(),
                                    metadata.measures().size(),
                                    metadata.measures().stream()
                                            .map(MeasureColumn::fullName)
                                            .toList()));
        }
        noteIfChanged(labels.get(0), List.of(PERIOD), notes);
        return new BodyColumns(
                hierarchies(labels.subList(1, 1 + asked.size()), asked, where, notes),
                measures(labels.subList(1 + asked.size(), labels.size()), metadata.measures(), where, notes),
                notes);
    }

    private static List<Hierarchy> hierarchies(
            List<String> labels, List<Hierarchy> asked, String where, List<String> notes) throws UnreadableAnswer {
        List<Hierarchy> left = new ArrayList<>(asked);
        List<Hierarchy> found = new ArrayList<>();
        for (String label : labels) {
            Hierarchy hierarchy = left.stream()
                    .filter(h -> names(h, h.equals(asked.get(0))).stream().anyMatch(name -> Labels.same(name, label)))
                    .findFirst()
                    .orElseThrow(() -> UnreadableAnswer.mismatch(
                            where,
                            "the column '%s' is none of the dimensions asked for".formatted(label),
                            left.stream().map(Hierarchy::dimensionName).toList().toString()));
            noteIfChanged(label, names(hierarchy, hierarchy.equals(asked.get(0))), notes);
            left.remove(hierarchy);
            found.add(hierarchy);
        }
        return found;
    }

    private static Set<String> names(Hierarchy hierarchy, boolean area) {
        Set<String> names = new LinkedHashSet<>(
                List.of(hierarchy.dimensionName(), hierarchy.name(), hierarchy.id(), hierarchy.dimensionId()));
        if (area) {
            names.add(AREA);
        }
        return names;
    }

    private static List<@Nullable MeasureColumn> measures(
            List<String> labels, List<MeasureColumn> offered, String where, List<String> notes)
            throws UnreadableAnswer {
        @Nullable MeasureColumn[] found = new MeasureColumn[labels.size()];
        List<MeasureColumn> left = new ArrayList<>(offered);
        while (assignOne(labels, found, left)) {
            // one that is certain may make another certain
        }
        for (int i = 0; i < found.length; i++) {
            String label = labels.get(i);
            MeasureColumn measure = found[i];
            if (measure != null) {
                noteIfChanged(label, VIEWS.stream().map(v -> v.apply(measure)).toList(), notes);
            } else if (left.stream().noneMatch(m -> fits(label, m))) {
                throw UnreadableAnswer.mismatch(
                        where,
                        "the column '%s' is none of the table's measures".formatted(label),
                        (left.isEmpty() ? offered : left)
                                .stream().map(MeasureColumn::fullName).toList().toString());
            }
        }
        for (MeasureColumn measure : left) {
            if (labels.stream().noneMatch(label -> fits(label, measure))) {
                throw UnreadableAnswer.mismatch(
                        where, "no column is the measure '%s'".formatted(measure.fullName()), labels.toString());
            }
            notes.add("%s: the column of measure %s (%s) cannot be told from another's and is left out"
                    .formatted(where, measure.key(), measure.fullName()));
        }
        return Arrays.asList(found);
    }

    private static boolean fits(String label, MeasureColumn measure) {
        return VIEWS.stream().anyMatch(view -> Labels.same(view.apply(measure), label));
    }

    /** Gives one column its measure where only one is left for it; false when there is none such. */
    private static boolean assignOne(List<String> labels, @Nullable MeasureColumn[] found, List<MeasureColumn> left) {
        for (Function<MeasureColumn, String> view : VIEWS) {
            for (int i = 0; i < found.length; i++) {
                String label = labels.get(i);
                List<MeasureColumn> fitting = found[i] != null
                        ? List.of()
                        : left.stream()
                                .filter(m -> Labels.same(view.apply(m), label))
                                .toList();
                if (fitting.size() == 1 && onlyColumnOf(fitting.get(0), label, labels, found, view)) {
                    found[i] = fitting.get(0);
                    left.remove(fitting.get(0));
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean onlyColumnOf(
            MeasureColumn measure,
            String label,
            List<String> labels,
            @Nullable MeasureColumn[] found,
            Function<MeasureColumn, String> view) {
        int same = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null && Labels.same(labels.get(i), view.apply(measure))) {
                same++;
            }
        }
        return same == 1 && Labels.same(label, view.apply(measure));
    }

    private static void noteIfChanged(String label, Iterable<String> names, List<String> notes) {
        for (String name : names) {
            if (name.equals(label)) {
                return;
            }
        }
        for (String name : names) {
            if (Labels.same(name, label)) {
                notes.add("the column '%s' is written '%s' in the metadata".formatted(label, name));
                return;
            }
        }
    }

    /** The keys of the measures that could be told apart, in the answer's order. */
    List<String> measureKeys() {
        return measures.stream()
                .filter(Objects::nonNull)
                .map(MeasureColumn::key)
                .toList();
    }
}
