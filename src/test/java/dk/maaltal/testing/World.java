package dk.maaltal.testing;

import java.time.LocalDate;
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
