package dk.maaltal.staging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Lays a group's cells beside what is known, both in order, and writes the differences: a value or state that changed
 * closes one observation and opens another; equal ones are not touched.
 */
final class Differ {
    private static final String KNOWN =
            "select cell, value_e4, state, opened_by from observation where cell between ? and ? order by cell";
    private static final int FETCH = 5000;

    private final DataSource dataSource;
    private final BulkLoad load;
    private final int tableNo;
    private final Scope scope;
    private final Scope guarded;
    private final long reading;

    private final Rows opened = new Rows(1024);
    private final Rows changed = new Rows(1024);
    private final Rows removed = new Rows(64);
    private final Rows closed = new Rows(1024);
    private final BitSet guardedAreas = new BitSet();
    private long openedInAll;
    private long closedInAll;
    private long unchangedInAll;

    /**
     * @param scope what the reading speaks of
     * @param guarded whose areas must not go
     */
    Differ(DataSource dataSource, BulkLoad load, int tableNo, Scope scope, Scope guarded, long reading) {
        this.dataSource = dataSource;
        this.load = load;
        this.tableNo = tableNo;
        this.scope = scope;
        this.guarded = guarded;
        this.reading = reading;
    }

    long opened() {
        return openedInAll;
    }

    long closed() {
        return closedInAll;
    }

    long unchanged() {
        return unchangedInAll;
    }

    /** Numbers of the areas that were known with a guarded figure before. */
    BitSet guardedAreas() {
        return guardedAreas;
    }

    /** @param cells of the group, each opened by the id of its part */
    void apply(PartGroups group, Rows cells) throws SQLException {
        opened.clear();
        changed.clear();
        removed.clear();
        closed.clear();
        long before = unchangedInAll;
        int at = 0;
        for (PartGroups.Stretch stretch : group.stretches()) {
            at = compare(stretch, cells, at);
        }
        reconcile("cells compared", cells.size, opened.size + changed.size + unchangedInAll - before);
        write();
    }

    private int compare(PartGroups.Stretch stretch, Rows cells, int from) throws SQLException {
        long last = Cell.last(tableNo, stretch.to());
        int at = from;
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, Cell.first(tableNo, stretch.from()));
            statement.setLong(2, last);
            try (ResultSet known = statement.executeQuery()) {
                while (known.next()) {
                    long cell = known.getLong(1);
                    if (guarded.covers(stretch.frequency(), Cell.figureNo(cell))) {
                        guardedAreas.set(Cell.areaNo(cell));
                    }
                    for (; at < cells.size && cells.cell[at] < cell; at++) {
                        open(cells, at);
                    }
                    if (at < cells.size && cells.cell[at] == cell) {
                        meet(cells, at++, known);
                    } else if (scope.covers(stretch.frequency(), Cell.figureNo(cell))) {
                        removed.add(cell, 0, Rows.OK, 0);
                        close(cell, known);
                    }
                }
            }
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        for (; at < cells.size && cells.cell[at] <= last; at++) {
            open(cells, at);
        }
        return at;
    }

    private void open(Rows cells, int at) {
        opened.add(cells.cell[at], cells.value[at], cells.state[at], cells.openedBy[at]);
    }

    private void meet(Rows cells, int at, ResultSet known) throws SQLException {
        if (known.getLong(2) == cells.value[at] && known.getByte(3) == cells.state[at]) {
            unchangedInAll++;
        } else {
            changed.add(cells.cell[at], cells.value[at], cells.state[at], cells.openedBy[at]);
            close(cells.cell[at], known);
        }
    }

    private void close(long cell, ResultSet known) throws SQLException {
        closed.add(cell, known.getLong(2), known.getByte(3), known.getInt(4));
    }

    /** The database says how many rows each statement touched; anything else than planned rolls all back. */
    private void write() throws SQLException {
        reconcile("observations closed", closed.size, load.close(closed, reading));
        reconcile("observations changed", changed.size, load.change(changed));
        reconcile("observations removed", removed.size, load.remove(removed));
        reconcile("observations opened", opened.size, load.open(opened));
        openedInAll += opened.size + changed.size;
        closedInAll += closed.size;
    }

    static void reconcile(String what, long expected, long counted) {
        if (expected != counted) {
            throw new IllegalStateException("%s: %d, where %d were to be".formatted(what, counted, expected));
        }
    }
}
