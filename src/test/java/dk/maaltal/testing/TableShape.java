package dk.maaltal.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a simulated table looks like; filled in once by {@link Tables}. */
public final class TableShape {
    /** How the true counts of one leaf come about. */
    interface Draw {
        long[] of(Dice dice, double population, int[] leaf);
    }

    /** Replaces drawn counts (by place, combination of leaves, base) with others. */
    interface Adjustment {
        void to(long[][][] counts, Per period, LocalDate update);
    }

    /** When a table is updated: in which months of a year. */
    enum Rhythm {
        MONTHLY("M", Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
        QUARTERLY("Q", Set.of(3, 6, 9, 12)),
        TWICE_A_YEAR("Y", Set.of(3, 10));

        final String code;
        final Set<Integer> months;

        Rhythm(String code, Set<Integer> months) {
            this.code = code;
            this.months = months;
        }
    }

    final String id;
    final String name;
    String subject = "";
    String group = "";
    Rhythm rhythm = Rhythm.MONTHLY;
    int updateDay = 26;
    int lagDays = 45;

    @Nullable
    LocalDate ended;

    @Nullable
    LocalDate lastPeriodEnds;

    @Nullable
    LocalDate firstPeriodEnds;

    boolean jobcentres;
    boolean periodMajor = true;
    boolean newestFirst;
    /** Whether figures change only as {@link #adjusted} says, and not a little with every update. */
    boolean calm;

    /** Municipalities of a small country that has no others; empty for all, and those whose place is not known. */
    Set<Integer> places = Set.of();

    final Map<String, Set<Integer>> periodTypes = new LinkedHashMap<>();
    final List<Dimension> dimensions = new ArrayList<>();
    final List<Column> columns = new ArrayList<>();
    int bases;
    Adjustment adjustment = (counts, period, update) -> {};
    Draw draw = (dice, population, leaf) -> new long[0];

    private TableShape(String id, String name) {
        this.id = id;
        this.name = name;
    }

    static TableShape of(String id, String name) {
        return new TableShape(id, name);
    }

    public String id() {
        return id;
    }

    public List<Dimension> dimensions() {
        return List.copyOf(dimensions);
    }

    public List<Column> columns() {
        return List.copyOf(columns);
    }

    TableShape in(String subjectName, String groupName) {
        subject = subjectName;
        group = groupName;
        return this;
    }

    /** @param lag days from a period's last day until it can be in the table */
    TableShape updated(Rhythm when, int day, int lag) {
        rhythm = when;
        updateDay = day;
        lagDays = lag;
        return this;
    }

    /** No update after the day. */
    TableShape endedOn(String day) {
        ended = LocalDate.parse(day);
        return this;
    }

    /** No period after the one that ends on the day. */
    TableShape lastPeriodEnds(String day) {
        lastPeriodEnds = LocalDate.parse(day);
        return this;
    }

    /** No period before the one that ends on the day. */
    TableShape firstPeriodEnds(String day) {
        firstPeriodEnds = LocalDate.parse(day);
        return this;
    }

    TableShape adjusted(Adjustment how) {
        adjustment = how;
        return this;
    }

    /** With these measures only. */
    TableShape only(Set<String> measureIds) {
        columns.removeIf(c -> !measureIds.contains(c.id()));
        return this;
    }

    TableShape periods(String type, Integer... ordinals) {
        periodTypes.put(type, Set.of(ordinals));
        return this;
    }

    TableShape byJobcentre() {
        jobcentres = true;
        return this;
    }

    TableShape dimensionMajor() {
        periodMajor = false;
        return this;
    }

    TableShape listsNewestFirst() {
        newestFirst = true;
        return this;
    }

    TableShape dimension(Dimension dimension) {
        dimensions.add(dimension);
        return this;
    }

    /** A group with one measure, both of one name. */
    TableShape column(String groupId, String measureId, String label, Column.Figure figure) {
        columns.add(new Column(groupId, label, measureId, label, label, figure));
        return this;
    }

    /** A measure of a group with several; the column says {@code group: measure}. */
    TableShape column(String groupId, String groupName, String measureId, String measure, Column.Figure figure) {
        columns.add(new Column(groupId, groupName, measureId, measure, groupName + ": " + measure, figure));
        return this;
    }

    TableShape drawn(int counts, Draw how) {
        bases = counts;
        draw = how;
        return this;
    }

    int leafCombinations() {
        return dimensions.stream().mapToInt(Dimension::leaves).reduce(1, (a, b) -> a * b);
    }

    public Dimension dimension(String hierarchy) {
        return dimensions.stream()
                .filter(d -> d.hierarchy().equals(hierarchy))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no " + hierarchy));
    }
}
