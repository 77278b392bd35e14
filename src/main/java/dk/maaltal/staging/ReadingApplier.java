package dk.maaltal.staging;

import dk.maaltal.series.AreaBook;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
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
import org.springframework.jdbc.UncategorizedSQLException;
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
     * @param entry the reading, and whether it may have shrunk
     * @param partIds of its parts, in order
     * @throws Refusal when it cannot be taken; the transaction is then to be rolled back
     */
    Applied apply(long line, JournalEntry.TableRead entry, List<Integer> partIds, Progress progress) {
        Reading reading = entry.reading();
        try (ReadingParser parser = new ReadingParser(store, reading)) {
            AreaNumbers areas = AreaNumbers.loadAndComplete(db, areaBook);
            FigureBook figures = FigureBook.load(db, reading.metadata().source(), reading.tableId());
            Scope scope = new Scope(parser.metadata(), parser.requests(), figures.all());
            ShrinkGuard guard =
                    ShrinkGuard.of(db, reading.tableId(), parser.metadata(), parser.requests(), figures.all());
            Differ differ = new Differ(dataSource, load, figures.tableNo(), scope, guard.scope(), line);
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
            List<String> notes = new ArrayList<>(parser.notes());
            tally.note(reading.tableId(), notes);
            Extent extent = new Extent(codes(tally.areas, areas), tally.rowsByPeriod);
            if (!parser.groups().isEmpty()) {
                refuseIfEmpty(reading, parser, extent);
                check(guard, extent, codes(differ.guardedAreas(), areas), entry, notes);
            }
            return done(parser, extent, differ, tally, notes);
        } catch (SQLException e) {
            throw translated(reading, e);
        }
    }

    private static RuntimeException translated(Reading reading, SQLException e) {
        var translated = new SQLExceptionSubclassTranslator().translate("storing table " + reading.tableId(), null, e);
        return translated != null ? translated : new UncategorizedSQLException("storing table", null, e);
    }

    private static TreeSet<String> codes(BitSet numbers, AreaNumbers areas) {
        TreeSet<String> codes = new TreeSet<>();
        numbers.stream().forEach(number -> codes.add(areas.code(number)));
        return codes;
    }

    /** Answers that hold nothing would close everything that is known, or pass for a table without figures. */
    private static void refuseIfEmpty(Reading reading, ReadingParser parser, Extent extent) {
        if (extent.rowCount() == 0) {
            throw Refusal.of(
                    Outcome.MISMATCH,
                    reading.tableId(),
                    "its %d answers hold no row of the country or a municipality, though its metadata lists periods"
                            .formatted(parser.requests().size()),
                    "rows");
        }
    }

    private static void check(
            ShrinkGuard guard,
            Extent extent,
            TreeSet<String> before,
            JournalEntry.TableRead entry,
            List<String> notes) {
        try {
            guard.check(extent, before);
        } catch (Refusal shrunk) {
            if (!entry.mayShrink()) {
                throw shrunk;
            }
            notes.add("table %s: %s; taken all the same, for accept-shrunk names the table"
                    .formatted(entry.reading().tableId(), shrunk.problem().what()));
        }
    }

    private Applied done(ReadingParser parser, Extent extent, Differ differ, Tally tally, List<String> notes) {
        TreeSet<String> offered = offered(parser);
        offered.addAll(extent.areas());
        TreeSet<String> periods = new TreeSet<>();
        tally.periods.forEach(period -> periods.add(period.code()));
        Differ.reconcile("cells staged", tally.cells, differ.opened() + differ.unchanged());
        Differ.reconcile("periods", tally.periods.size(), storePeriods(tally.periods));
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
