package dk.maaltal.staging;

import dk.maaltal.series.AreaBook;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Hierarchy;
import dk.maaltal.source.jobindsats.Member;
import dk.maaltal.source.jobindsats.Reading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** Turns one reading of a table into observations, in the transaction that is open, or refuses it as a whole. */
final class ReadingApplier {
    private final DataSource dataSource;
    private final JdbcClient db;
    private final DeliveryStore store;
    private final BulkLoad load;
    private final AreaBook areaBook;

    ReadingApplier(DataSource dataSource, DeliveryStore store, BulkLoad load, AreaBook areaBook) {
        this.dataSource = dataSource;
        this.db = JdbcClient.create(dataSource);
        this.store = store;
        this.load = load;
        this.areaBook = areaBook;
    }

    /** What a reading was found to hold, as its row in the database says. */
    record Found(Extent extent, TreeSet<String> areasOffered, TreeSet<String> periods) {
        static Found nothing() {
            return new Found(Extent.NONE, new TreeSet<>(), new TreeSet<>());
        }
    }

    /** @param found for the reading's own row */
    record Applied(Found found, Taking.Taken taken) {}

    /**
     * Applies a reading.
     *
     * @param line its id
     * @param partIds of its parts, in order
     * @throws Refusal when it cannot be taken; the transaction is then to be rolled back
     */
    Applied apply(long line, Reading reading, List<Integer> partIds, Progress progress) {
        try (ReadingParser parser = new ReadingParser(store, reading)) {
            AreaNumbers areas = AreaNumbers.loadAndComplete(db, areaBook);
            FigureBook figures = FigureBook.load(db, reading.metadata().source(), reading.tableId());
            Scope scope = new Scope(parser.metadata(), parser.requests(), figures.all());
            Differ differ = new Differ(dataSource, load, figures.tableNo(), scope, line);
            Tally tally = new Tally();
            parser.start(() -> new CellCollector(reading.tableId(), figures, areaBook, areas));
            for (PartGroups group : parser.groups()) {
                CellCollector.Settled settled = parser.next().orElseThrow();
                figures.store(db);
                Rows rows = settled.rows();
                for (int i = 0; i < rows.size; i++) {
                    rows.openedBy[i] = partIds.get(rows.openedBy[i]);
                }
                differ.apply(group, rows);
                tally.add(settled, figures);
                progress.at(
                        "table " + reading.tableId(),
                        tally.parts += group.parts().size(),
                        partIds.size());
            }
            return done(reading, parser, areas, differ, tally);
        } catch (SQLException e) {
            throw translated(reading, e);
        }
    }

    private static RuntimeException translated(Reading reading, SQLException e) {
        var translated = new SQLExceptionSubclassTranslator().translate("storing table " + reading.tableId(), null, e);
        return translated != null ? translated : new IllegalStateException(e);
    }

    private Applied done(Reading reading, ReadingParser parser, AreaNumbers areas, Differ differ, Tally tally) {
        TreeSet<String> areasSeen = new TreeSet<>();
        tally.areas.stream().forEach(number -> areasSeen.add(areas.code(number)));
        TreeSet<String> offered = offered(parser);
        offered.addAll(areasSeen);
        TreeSet<String> periods = new TreeSet<>();
        tally.periods.forEach(period -> periods.add(period.code()));
        Extent extent = new Extent(areasSeen, tally.rowsByPeriod);
        if (!parser.groups().isEmpty()) {
            Extent.lastTaken(db, reading)
                    .ifPresent(before -> extent.refuseIfShrunk(reading.tableId(), before, parser.requests()));
        }
        Differ.reconcile("cells staged", tally.cells, differ.opened() + differ.unchanged());
        Differ.reconcile("periods", tally.periods.size(), storePeriods(tally.periods));
        List<String> notes = new ArrayList<>(parser.notes());
        tally.note(reading.tableId(), notes);
        return new Applied(
                new Found(extent, offered, periods),
                new Taking.Taken(differ.opened(), differ.closed(), differ.unchanged(), extent.rowCount(), notes));
    }

    /** The areas we keep among those the table can be asked by. */
    private TreeSet<String> offered(ReadingParser parser) {
        TreeSet<String> codes = new TreeSet<>();
        parser.requests().stream()
                .map(DataRequest::areaHierarchy)
                .distinct()
                .flatMap(id -> parser.metadata().hierarchy(id).stream())
                .map(Hierarchy::values)
                .flatMap(List::stream)
                .map(Member::label)
                .flatMap(label -> areaBook.ofLabel(label).stream())
                .forEach(area -> codes.add(area.code()));
        return codes;
    }

    private long storePeriods(TreeSet<ReferencePeriod> periods) {
        long stored = 0;
        for (ReferencePeriod period : periods) {
            boolean isKnown = db.sql("select 1 from observed_period where period_key = ?")
                    .param(period.key())
                    .query(Integer.class)
                    .optional()
                    .isPresent();
            stored += isKnown
                    ? 1
                    : db.sql("insert into observed_period (period_key, code) values (?, ?)")
                            .params(period.key(), period.code())
                            .update();
        }
        return stored;
    }

    /** Counts over all groups. */
    private static final class Tally {
        private final BitSet areas = new BitSet();
        private final TreeSet<ReferencePeriod> periods = new TreeSet<>();
        private final TreeMap<String, Long> rowsByPeriod = new TreeMap<>();
        private long leftOut;
        private long duplicates;
        private long cells;
        private long rounded;
        private int parts;

        void add(CellCollector.Settled settled, FigureBook figures) {
            areas.or(settled.areas());
            periods.addAll(settled.periods());
            leftOut += settled.rowsLeftOut();
            duplicates += settled.duplicateRows();
            cells += settled.rows().size;
            rounded += settled.rounded();
            long staged = settled.delivered() - settled.rowsLeftOut() - settled.duplicateRows();
            Differ.reconcile(
                    "cells of rows delivered, less left out and twice",
                    staged * settled.measures(),
                    settled.rows().size);
            countRows(settled, figures);
        }

        /** Every row has all the measures, so those of one measure are counted. */
        private void countRows(CellCollector.Settled settled, FigureBook figures) {
            Rows rows = settled.rows();
            Map<Long, Integer> ofFigureAndPeriod = new HashMap<>();
            for (int i = 0, from = 0; i < rows.size; i++) {
                // Rows lie in order: what differs only by area is a run.
                if (i + 1 == rows.size || Cell.withoutArea(rows.cell[i]) != Cell.withoutArea(rows.cell[i + 1])) {
                    ofFigureAndPeriod.merge(Cell.withoutArea(rows.cell[i]), i + 1 - from, Integer::sum);
                    from = i + 1;
                }
            }
            ofFigureAndPeriod.forEach((cell, count) -> {
                FigureBook.Figure figure = figures.figure(Cell.figureNo(cell));
                if (figure.measureKey().equals(settled.firstMeasure())) {
                    ReferencePeriod period = ReferencePeriod.ofKey(Cell.periodKey(cell));
                    rowsByPeriod.merge(Extent.key(period, figure.dimensions()), (long) count, Long::sum);
                }
            });
        }

        void note(String tableId, List<String> notes) {
            if (duplicates > 0) {
                notes.add("table %s: %d rows came twice with the same values".formatted(tableId, duplicates));
            }
            if (rounded > 0) {
                notes.add(
                        "table %s: %d values had more than four decimals and were rounded".formatted(tableId, rounded));
            }
        }
    }
}
