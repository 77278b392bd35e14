package dk.maaltal.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything the simulated Jobindsats knows, and what day it is there. Figures depend on the seed and the day only. */
public final class World {
    /** Days to move to: before and after the half-year's figures ripen, after the reform, and far on. */
    public static final List<LocalDate> VINTAGES = List.of(
            LocalDate.of(2025, 3, 20),
            LocalDate.of(2025, 6, 24),
            LocalDate.of(2025, 10, 20),
            LocalDate.of(2026, 8, 22));

    private final Map<String, SimTable> tables = new LinkedHashMap<>();
    private final Map<String, Set<String>> vanishedMeasures = new HashMap<>();
    private final Map<String, Set<String>> vanishedValues = new HashMap<>();
    private volatile LocalDate today = VINTAGES.get(0);

    public World(long seed) {
        this(seed, Tables.all());
    }

    World(long seed, List<TableShape> shapes) {
        shapes.forEach(shape -> tables.put(shape.id, new SimTable(shape, seed)));
    }

    /** The same tables without their older history, which makes a night over them quick. */
    public static World since(long seed, LocalDate firstDay) {
        List<TableShape> shapes = Tables.all();
        shapes.stream()
                .filter(s -> s.firstPeriodEnds == null || s.firstPeriodEnds.isBefore(firstDay))
                .forEach(s -> s.firstPeriodEnds = firstDay);
        return new World(seed, shapes);
    }

    /** The same tables, with no revisions but those given. */
    public static World revised(long seed, LocalDate firstDay, List<Revision> revisions) {
        List<TableShape> shapes = Tables.all();
        for (TableShape shape : shapes) {
            shape.calm = true;
            if (shape.firstPeriodEnds == null || shape.firstPeriodEnds.isBefore(firstDay)) {
                shape.firstPeriodEnds = firstDay;
            }
            List<Revision> own =
                    revisions.stream().filter(r -> r.table().equals(shape.id)).toList();
            shape.adjusted((counts, period, update) -> own.forEach(r -> r.to(counts, period, update)));
        }
        return new World(seed, shapes);
    }

    /**
     * A country of three municipalities and a few tables, whose periods settle slowly: what is counted is first shown too
     * low, by a hundredth part at most for each {@code 1 / haste}, and comes up month by month.
     *
     * @param haste large for figures that settle at once
     */
    static World settling(long seed, Set<String> tables, double slack, double haste) {
        List<TableShape> shapes = new ArrayList<>();
        for (TableShape shape : Tables.all()) {
            if (tables.contains(shape.id)) {
                shape.places = threePlaces();
                shape.adjusted((counts, period, update) -> settle(counts, period, update, seed, slack, haste));
                shapes.add(shape);
            }
        }
        return new World(seed, shapes);
    }

    /** A few tables without their older history and a country of three municipalities: a night of a moment. */
    public static World small(long seed, LocalDate firstDay, Set<String> tables) {
        List<TableShape> shapes =
                Tables.all().stream().filter(s -> tables.contains(s.id)).toList();
        for (TableShape shape : shapes) {
            shape.places = threePlaces();
            if (shape.firstPeriodEnds == null || shape.firstPeriodEnds.isBefore(firstDay)) {
                shape.firstPeriodEnds = firstDay;
            }
        }
        return new World(seed, shapes);
    }

    private static Set<Integer> threePlaces() {
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < Municipality.ALL.size(); i++) {
            if (Set.of("707", "730", "751").contains(Municipality.ALL.get(i).code())) {
                places.add(i);
            }
        }
        return places;
    }

    private static void settle(long[][][] counts, Per period, LocalDate update, long seed, double slack, double haste) {
        double age = (update.toEpochDay() - period.lastDay().toEpochDay()) / 30.0;
        for (int place = 0; place < counts.length; place++) {
            for (int leaf = 0; leaf < counts[place].length; leaf++) {
                double share = Dice.unit(Dice.mix(seed, period.lastDay().toEpochDay(), place, leaf));
                double shown = 1 - slack * share * Math.exp(-age * haste);
                long[] bases = counts[place][leaf];
                for (int base = 0; base < bases.length; base++) {
                    // Half of what is above a line comes later than what is below it.
                    double part = base % 2 == 1 && share > 0.5 ? shown * shown : shown;
                    bases[base] = (long) Math.floor(bases[base] * part);
                }
            }
        }
    }

    /** Frees what was worked out for earlier days. */
    void forget() {
        tables.values().forEach(SimTable::forget);
    }

    /** A world with one table. */
    public static World only(String table) {
        return new World(
                1, Tables.all().stream().filter(shape -> shape.id.equals(table)).toList());
    }

    /** This world as it would be if nothing were ever withdrawn or gone; it has the same figures. */
    public World whole() {
        World whole = new World(0, List.of());
        whole.tables.putAll(tables);
        whole.today = today;
        return whole;
    }

    /** Lets time pass to one of {@link #VINTAGES}. */
    public void moveTo(int vintage) {
        moveTo(VINTAGES.get(vintage));
    }

    public void moveTo(LocalDate day) {
        today = day;
    }

    public LocalDate today() {
        return today;
    }

    /** Every table in the catalogue's order, by id. */
    public Map<String, SimTable> tables() {
        return tables;
    }

    public SimTable table(String id) {
        SimTable table = tables.get(id);
        if (table == null) {
            throw new IllegalArgumentException("no table " + id);
        }
        return table;
    }

    /** Takes a table out of the catalogue and out of service. */
    public void withdraw(String table) {
        table(table);
        tables.remove(table);
    }

    /** The measure is gone, from the metadata and from every answer. */
    public synchronized void vanishMeasure(String table, String measureId) {
        if (table(table).shape.columns.stream().noneMatch(c -> c.id().equals(measureId))) {
            throw new IllegalArgumentException("%s has no measure %s".formatted(table, measureId));
        }
        vanishedMeasures.computeIfAbsent(table, k -> new HashSet<>()).add(measureId);
    }

    /** Every member of the hierarchy with the label is gone, areas too. */
    public synchronized void vanishValue(String table, String hierarchy, String label) {
        vanishedValues.computeIfAbsent(table, k -> new HashSet<>()).add(hierarchy + " " + label);
    }

    /** What vanished is there again. */
    public synchronized void restore() {
        vanishedMeasures.clear();
        vanishedValues.clear();
    }

    /** Value ids of a table's area hierarchy by label. */
    public Map<String, String> areaIds(String table, String hierarchy) {
        Map<String, String> ids = new LinkedHashMap<>();
        table(table).areas(hierarchy).values().forEach(a -> ids.put(a.label(), a.id()));
        return ids;
    }

    synchronized boolean hasMeasure(String table, Column column) {
        return !vanishedMeasures.getOrDefault(table, Set.of()).contains(column.id());
    }

    synchronized boolean hasValue(String table, String hierarchy, String label) {
        return !vanishedValues.getOrDefault(table, Set.of()).contains(hierarchy + " " + label);
    }
}
