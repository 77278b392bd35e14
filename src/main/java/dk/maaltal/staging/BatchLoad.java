package dk.maaltal.staging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Batches of statements: what H2 is fast at. */
final class BatchLoad implements BulkLoad {
    private static final int BATCH = 1000;

    private final DataSource dataSource;

    BatchLoad(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement, int row) throws SQLException;
    }

    @Override
    public long open(Rows rows) throws SQLException {
        return run("insert into observation (cell, value_e4, state, opened_by) values (?, ?, ?, ?)", rows, (s, i) -> {
            s.setLong(1, rows.cell[i]);
            value(s, 2, rows, i);
            s.setInt(3, rows.state[i]);
            s.setInt(4, rows.openedBy[i]);
        });
    }

    @Override
    public long change(Rows rows) throws SQLException {
        return run("update observation set value_e4 = ?, state = ?, opened_by = ? where cell = ?", rows, (s, i) -> {
            value(s, 1, rows, i);
            s.setInt(2, rows.state[i]);
            s.setInt(3, rows.openedBy[i]);
            s.setLong(4, rows.cell[i]);
        });
    }

    @Override
    public long remove(Rows rows) throws SQLException {
        return run("delete from observation where cell = ?", rows, (s, i) -> s.setLong(1, rows.cell[i]));
    }

    @Override
    public long close(Rows rows, long closedBy) throws SQLException {
        String sql =
                "insert into observation_past (cell, closed_by, value_e4, state, opened_by) values (?, ?, ?, ?, ?)";
        return run(sql, rows, (s, i) -> {
            s.setLong(1, rows.cell[i]);
            s.setLong(2, closedBy);
            value(s, 3, rows, i);
            s.setInt(4, rows.state[i]);
            s.setInt(5, rows.openedBy[i]);
        });
    }

    private static void value(PreparedStatement statement, int at, Rows rows, int i) throws SQLException {
        if (rows.state[i] == Rows.OK) {
            statement.setLong(at, rows.value[i]);
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }

    private long run(String sql, Rows rows, Binding binding) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long done = 0;
            for (int i = 0; i < rows.size; i++) {
                binding.bind(statement, i);
                statement.addBatch();
                if (i % BATCH == BATCH - 1 || i == rows.size - 1) {
                    for (int count : statement.executeBatch()) {
                        done += count;
                    }
                }
            }
            return done;
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
