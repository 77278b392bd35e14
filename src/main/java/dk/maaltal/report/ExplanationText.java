package dk.maaltal.report;

import dk.maaltal.snapshot.explanation.Explanation;
import dk.maaltal.snapshot.explanation.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An explanation for people: headings, facts, and tables whose columns stand under one another. */
public final class ExplanationText {
    private static final int LABEL = 32;
    /** Longer cells of tables are cut; JSON has all of them. */
    private static final int CELL = 100;

    private final List<String> lines = new ArrayList<>();

    private ExplanationText() {}

    public static List<String> of(Explanation explanation) {
        ExplanationText text = new ExplanationText();
        explanation.head().forEach(text::section);
        for (Explanation.OfComponent component : explanation.components()) {
            if (explanation.components().size() > 1) {
                text.lines.add("=== Component " + component.name());
                text.lines.add("");
            }
            component.sections().forEach(text::section);
        }
        explanation.foot().forEach(text::section);
        text.lines.remove(text.lines.size() - 1);
        return text.lines;
    }

    private void section(Section section) {
        List<Section.Entry> told =
                section.entries().stream().filter(ExplanationText::isTold).toList();
        if (told.isEmpty()) {
            return;
        }
        lines.add(section.title());
        for (Section.Entry entry : told) {
            if (entry instanceof Section.Fact fact) {
                fact(fact);
            } else if (entry instanceof Section.Listing listing) {
                listing(listing);
            }
        }
        lines.add("");
    }

    private static boolean isTold(Section.Entry entry) {
        return entry instanceof Section.Fact fact
                ? fact.value() != null
                : !((Section.Listing) entry).rows().isEmpty();
    }

    private void fact(Section.Fact fact) {
        String label = "  " + fact.label() + ":";
        String pad = " ".repeat(Math.max(1, LABEL - label.length()));
        List<String> value = said(fact.value()).lines().toList();
        for (int i = 0; i < value.size(); i++) {
            lines.add((i == 0 ? label + pad : " ".repeat(LABEL)) + value.get(i));
        }
    }

    private void listing(Section.Listing listing) {
        lines.add("  " + listing.label() + ":");
        // A column that says nothing, or what another says in words, is for machines.
        List<Integer> columns = Stream.iterate(0, i -> i + 1)
                .limit(listing.columns().size())
                .filter(c -> !listing.columns().get(c).equals("key")
                        && !listing.columns().get(c).equals("hidden")
                        && listing.rows().stream().anyMatch(row -> row.get(c) != null || isCount(listing, c)))
                .toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(c -> listing.columns().get(c)).toList());
        for (List<@Nullable Object> row : listing.rows()) {
            cells.add(columns.stream()
                    .map(c -> isCount(listing, c) && row.get(c) == null ? "hidden" : cut(said(row.get(c))))
                    .toList());
        }
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder("    ");
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = cells.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(i == 0 ? "" : "  ")
                        .append(row.get(i))
                        .append(" ".repeat(width - row.get(i).length()));
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    private static String cut(String text) {
        return text.length() <= CELL ? text : text.substring(0, CELL - 1) + "…";
    }

    private static boolean isCount(Section.Listing listing, int column) {
        return listing.columns().get(column).equals("count");
    }

    private static String said(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        return Grid.text(value);
    }
}
