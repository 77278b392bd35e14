package dk.maaltal.source.register;

import dk.maaltal.register.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row that may be a header.
 *
 * @param line of the file
 * @param names its cells as they stand
 */
record Header(long line, List<String> names) {
    private static final int NOWHERE = -1;

    Header {
        names = List.copyOf(names);
    }

    static Header of(Cells row) {
        List<String> names = new ArrayList<>();
        Text view = new Text();
        for (int i = 0; i < row.count(); i++) {
            names.add(row.cell(i, view).words());
        }
        return new Header(row.line(), names);
    }

    /** How many of its cells hold anything. */
    long filled() {
        return names.stream().filter(name -> !name.isBlank()).count();
    }

    /**
     * How a layout fits.
     *
     * @param known headers it knows
     * @param missing headers it needs
     * @param twice a header it knows that stands more than once, or null
     * @param groups for each row a line of the file makes, where its columns are
     * @param unread headers it does not know
     */
    record Fit(
            Layout layout,
            Header header,
            int known,
            List<String> missing,
            @Nullable String twice,
            List<Group> groups,
            List<String> unread) {
        boolean fits() {
            return missing.isEmpty();
        }
    }

    /**
     * Where the columns of a row are.
     *
     * @param cells for each canonical column its cell, or -1
     * @param fixed for each canonical column what every row has, or null
     * @param wide the cells that are this group's own; empty where the layout is not wide
     */
    record Group(int[] cells, String[] fixed, int[] wide) {}

    Fit fit(Layout layout) {
        Set<Integer> used = new HashSet<>();
        List<String> missing = new ArrayList<>();
        List<Column> columns = layout.register().columns();
        int[] cells = new int[columns.size()];
        Arrays.fill(cells, NOWHERE);
        String[] fixed = new String[columns.size()];
        String twice = null;
        for (int c = 0; c < columns.size(); c++) {
            Layout.Source source = layout.columns().get(columns.get(c).name());
            if (source == null) {
                continue;
            }
            fixed[c] = source.constant();
            if (source.constant() == null) {
                List<Integer> found = find(source.headers());
                if (!found.isEmpty()) {
                    cells[c] = found.get(0);
                    used.add(found.get(0));
                    twice = found.size() > 1 && twice == null ? names.get(found.get(0)) : twice;
                } else if (!columns.get(c).optional()) {
                    missing.add(String.join(" / ", source.headers()));
                }
            }
        }
        Layout.Wide wide = layout.wide();
        List<Group> groups = wide == null
                ? List.of(new Group(cells, fixed, new int[0]))
                : groups(layout, wide, cells, fixed, used, missing);
        List<String> unread = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!used.contains(i) && !names.get(i).isBlank()) {
                unread.add(names.get(i));
            }
        }
        return new Fit(layout, this, used.size(), missing, twice, groups, unread);
    }

    /** The places of the first spelling that is there. */
    private List<Integer> find(List<String> spellings) {
        for (String spelling : spellings) {
            String wanted = Words.header(spelling);
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if (Words.header(names.get(i)).equals(wanted)) {
                    found.add(i);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Group> groups(
            Layout layout, Layout.Wide wide, int[] cells, String[] fixed, Set<Integer> used, List<String> missing) {
        List<Column> columns = layout.register().columns();
        Map<String, Group> groups = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            Pattern pattern = wide.headers().get(columns.get(c).name());
            if (pattern == null) {
                continue;
            }
            boolean any = false;
            for (int i = 0; i < names.size(); i++) {
                Matcher matcher = pattern.matcher(names.get(i));
                if (!used.contains(i) && matcher.matches()) {
                    String value = wide.value().replace("{1}", matcher.group(1));
                    Group group = groups.computeIfAbsent(value, told -> group(columns, wide, cells, fixed, told));
                    group.cells()[c] = i;
                    any = true;
                }
            }
            if (!any && !columns.get(c).optional()) {
                missing.add(pattern.pattern());
            }
        }
        groups.values()
                .forEach(group -> Arrays.stream(group.cells())
                        .filter(cell -> cell != NOWHERE)
                        .forEach(used::add));
        return groups.values().stream()
                .map(group -> new Group(group.cells(), group.fixed(), own(group.cells(), cells)))
                .toList();
    }

    private static Group group(List<Column> columns, Layout.Wide wide, int[] cells, String[] fixed, String value) {
        String[] told = fixed.clone();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).name().equals(wide.column())) {
                told[c] = value;
            }
        }
        return new Group(cells.clone(), told, new int[0]);
    }

    private static int[] own(int[] all, int[] shared) {
        return Arrays.stream(all)
                .filter(cell -> cell != NOWHERE && Arrays.stream(shared).noneMatch(other -> other == cell))
                .toArray();
    }
}
