package dk.maaltal.testing;

import dk.maaltal.testing.Areas.Area;
import dk.maaltal.testing.Areas.Hierarchy;
import dk.maaltal.testing.Dimension.Member;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One table and its figures: what it shows depends on the seed and on the date of its last update, on nothing else. */
public final class SimTable {
    static final int FIRST_YEAR = 2021;
    private static final int COUNTRY = Areas.UNKNOWN + 1;

    private record Key(Per period, LocalDate update) {}

    private record Shown(String type, LocalDate update) {}

    final TableShape shape;
    final List<Hierarchy> areas;
    private final long seed;
    private final Map<Key, long[][][]> counts = new HashMap<>();
    private final Map<Shown, Set<Per>> shown = new HashMap<>();

    SimTable(TableShape shape, long seed) {
        this.shape = shape;
        this.areas = Areas.of(shape, seed);
        this.seed = Dice.mix(seed, Dice.mix(shape.id));
    }

    /** Forgets what it has worked out; it will come to the same. */
    synchronized void forget() {
        counts.clear();
        shown.clear();
    }

    /** The last update on or before the day. */
    public LocalDate updatedBy(LocalDate day) {
        LocalDate last = shape.ended != null && shape.ended.isBefore(day) ? shape.ended : day;
        LocalDate update = last.withDayOfMonth(shape.updateDay);
        while (update.isAfter(last) || !shape.rhythm.months.contains(update.getMonthValue())) {
            update = update.minusMonths(1);
        }
        return update;
    }

    /** The first update after the day, or null when there will be none. */
    public @Nullable LocalDate nextAfter(LocalDate day) {
        LocalDate update = updatedBy(day).plusMonths(1);
        while (!shape.rhythm.months.contains(update.getMonthValue())) {
            update = update.plusMonths(1);
        }
        return shape.ended != null && update.isAfter(shape.ended) ? null : update;
    }

    /** The periods of one type an update shows, oldest first. */
    public synchronized List<Per> periods(String type, LocalDate update) {
        return List.copyOf(shown(type, update));
    }

    /** Whether an update shows the period. */
    synchronized boolean shows(Per period, LocalDate update) {
        return shown(period.type(), update).contains(period);
    }

    private Set<Per> shown(String type, LocalDate update) {
        return shown.computeIfAbsent(new Shown(type, update), s -> new LinkedHashSet<>(drawnUp(type, update)));
    }

    private List<Per> drawnUp(String type, LocalDate update) {
        List<Per> periods = new ArrayList<>();
        var only = shape.periodTypes.getOrDefault(type, Set.of());
        for (Per p = new Per(type, FIRST_YEAR, 1); isOut(p, update); p = p.plus(1)) {
            boolean begun = shape.firstPeriodEnds == null || !p.lastDay().isBefore(shape.firstPeriodEnds);
            if (begun && (only.isEmpty() || only.contains(p.n()))) {
                periods.add(p);
            }
        }
        return periods;
    }

    private boolean isOut(Per p, LocalDate update) {
        return !p.lastDay().plusDays(shape.lagDays).isAfter(update)
                && (shape.lastPeriodEnds == null || !p.lastDay().isAfter(shape.lastPeriodEnds));
    }

    /**
     * One row as the source shows it after an update.
     *
     * @param members one a dimension; the total where the dimension is not asked for
     * @return a value or null for each column, or null where the row is left out because there is nothing
     */
    @Nullable
    List<@Nullable BigDecimal> row(LocalDate update, Area area, List<Member> members, Per period) {
        Sums cell = new Sums(update, area, members, period);
        boolean empty = true;
        for (int b = 0; b < shape.bases; b++) {
            empty &= cell.n(b) == 0;
        }
        if (empty) {
            return null;
        }
        List<@Nullable BigDecimal> values = new ArrayList<>();
        shape.columns.forEach(c -> values.add(c.figure().of(cell)));
        return Collections.unmodifiableList(values);
    }

    private final class Sums implements Column.Cell {
        private final LocalDate update;
        private final Area area;
        private final List<Member> members;
        private final Per period;
        private final List<Integer> chosen;
        private final long[][][] all;

        Sums(LocalDate update, Area area, List<Member> members, Per period) {
            this.update = update;
            this.area = area;
            this.members = members;
            this.period = period;
            this.chosen = combinations(members);
            this.all = counts(period, update);
        }

        @Override
        public long n(int base) {
            return sum(base, members);
        }

        @Override
        public long total(int base, int dimension) {
            List<Member> whole = new ArrayList<>(members);
            whole.set(dimension, shape.dimensions.get(dimension).root());
            return sum(base, whole);
        }

        private long sum(int base, List<Member> of) {
            long sum = 0;
            List<Integer> places = area.places().size() == COUNTRY ? List.of(COUNTRY) : area.places();
            for (int combination : of == members ? chosen : combinations(of)) {
                for (int place : places) {
                    sum += all[place][combination][base];
                }
            }
            return sum;
        }

        @Override
        public long population() {
            return area.places().stream().mapToLong(SimTable::population).sum();
        }

        @Override
        public boolean ripe(int months) {
            LocalDate out = period.lastDay().plusMonths(months).plusDays(shape.lagDays);
            return months == 0 || !out.isAfter(update);
        }

        @Override
        public double share(String tag) {
            return new Dice(Dice.mix(seed, area.places().hashCode()), Dice.mix(period.code()), 0, 1).share(tag);
        }
    }

    private List<Integer> combinations(List<Member> members) {
        List<Integer> all = List.of(0);
        for (int d = 0; d < members.size(); d++) {
            List<Integer> longer = new ArrayList<>();
            for (int prefix : all) {
                for (int leaf : members.get(d).leaves()) {
                    longer.add(prefix * shape.dimensions.get(d).leaves() + leaf);
                }
            }
            all = longer;
        }
        return all;
    }

    private synchronized long[][][] counts(Per period, LocalDate update) {
        Key key = new Key(period, update);
        long[][][] known = counts.get(key);
        if (known == null) {
            known = new long[Areas.UNKNOWN + 1][shape.leafCombinations()][shape.bases];
            boolean summed = shape.periodTypes.containsKey("M");
            List<Per> drawn = summed ? period.months().toList() : List.of(period);
            for (Per p : drawn) {
                draw(p, update, known);
            }
            shape.adjustment.to(known, period, update);
            known = withCountry(known);
            counts.put(key, known);
        }
        return known;
    }

    /** With the sum of all places after the last. */
    private long[][][] withCountry(long[][][] places) {
        long[][][] all = Arrays.copyOf(places, COUNTRY + 1);
        all[COUNTRY] = new long[shape.leafCombinations()][shape.bases];
        for (long[][] place : places) {
            for (int c = 0; c < place.length; c++) {
                for (int b = 0; b < shape.bases; b++) {
                    all[COUNTRY][c][b] += place[c][b];
                }
            }
        }
        return all;
    }

    private void draw(Per p, LocalDate update, long[][][] into) {
        long time = Dice.mix(p.type().length(), p.type().charAt(0), p.year(), p.n());
        for (int place = 0; place < into.length; place++) {
            if (!shape.places.isEmpty() && !shape.places.contains(place)) {
                continue;
            }
            Dice dice = new Dice(
                    Dice.mix(seed, place),
                    time,
                    shape.calm ? 0 : update.toEpochDay(),
                    p.type().equals("QMAT") ? 3 : p.lastDay().getMonthValue());
            for (int c = 0; c < into[place].length; c++) {
                long[] drawn = shape.draw.of(dice, population(place), leaf(c));
                for (int b = 0; b < drawn.length; b++) {
                    into[place][c][b] += drawn[b];
                }
            }
        }
    }

    private int[] leaf(int combination) {
        int[] leaf = new int[shape.dimensions.size()];
        int rest = combination;
        for (int d = leaf.length - 1; d >= 0; d--) {
            leaf[d] = rest % shape.dimensions.get(d).leaves();
            rest /= shape.dimensions.get(d).leaves();
        }
        return leaf;
    }

    private static int population(int place) {
        return place == Areas.UNKNOWN ? 1500 : Municipality.ALL.get(place).population();
    }

    /** A dimension by its hierarchy. */
    public Dimension dimension(String hierarchy) {
        return shape.dimension(hierarchy);
    }

    Hierarchy areas(String hierarchy) {
        return areas.stream()
                .filter(h -> h.id().equals(hierarchy))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(shape.id + " has no " + hierarchy));
    }
}
