package dk.maaltal.staging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Binary COPY for what is new and arrays for what changes: what PostgreSQL is fast at. */
final class CopyLoad implements BulkLoad {
    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST_ROW = 64;

    private final DataSource dataSource;

    CopyLoad(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @FunctionalInterface
    private interface Work {
        long on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface RowWriter {
        void write(ByteBuffer buffer, int row);
    }

    @Override
    public long open(Rows rows) throws SQLException {
        return copy("copy observation (cell, value_e4, state, opened_by) from stdin (format binary)", rows, (b, i) -> {
            b.putShort((short) 4).putInt(8).putLong(rows.cell[i]);
            value(b, rows, i);
            b.putInt(2).putShort(rows.state[i]);
            b.putInt(4).putInt(rows.openedBy[i]);
        });
    }

    @Override
    public long close(Rows rows, long closedBy) throws SQLException {
        String sql = "copy observation_past (cell, closed_by, value_e4, state, opened_by) from stdin (format binary)";
        return copy(sql, rows, (b, i) -> {
            b.putShort((short) 5).putInt(8).putLong(rows.cell[i]);
            b.putInt(8).putLong(closedBy);
            value(b, rows, i);
            b.putInt(2).putShort(rows.state[i]);
            b.putInt(4).putInt(rows.openedBy[i]);
        });
    }

    private static void value(ByteBuffer buffer, Rows rows, int i) {
        if (rows.state[i] == Rows.OK) {
            buffer.putInt(8).putLong(rows.value[i]);
        } else {
            buffer.putInt(-1);
        }
    }

    private long copy(String sql, Rows rows, RowWriter writer) throws SQLException {
        if (rows.size == 0) {
            return 0;
        }
        return with(connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
            try {
                ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                buffer.put(HEADER);
                for (int i = 0; i < rows.size; i++) {
                    if (buffer.remaining() < LONGEST_ROW) {
                        flush(copy, buffer);
                    }
                    writer.write(buffer, i);
                }
                if (buffer.remaining() < LONGEST_ROW) {
                    flush(copy, buffer);
                }
                buffer.putShort((short) -1);
                flush(copy, buffer);
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
    }

    private static void flush(CopyIn copy, ByteBuffer buffer) throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    @Override
    public long change(Rows rows) throws SQLException {
        String sql = """
                update observation o
                set value_e4 = case when c.state = 0 then c.value_e4 end, state = c.state, opened_by = c.opened_by
                from unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::integer[])
                    as c (cell, value_e4, state, opened_by)
                where o.cell = c.cell
                """;
        return rows.size == 0
                ? 0
                : with(connection -> {
                    short[] states = new short[rows.size];
                    for (int i = 0; i < rows.size; i++) {
                        states[i] = rows.state[i];
                    }
                    return update(
                            connection,
                            sql,
                            array(connection, "int8", Arrays.copyOf(rows.cell, rows.size)),
                            array(connection, "int8", Arrays.copyOf(rows.value, rows.size)),
                            array(connection, "int2", states),
                            array(connection, "int4", Arrays.copyOf(rows.openedBy, rows.size)));
                });
    }

    @Override
    public long remove(Rows rows) throws SQLException {
        return rows.size == 0
                ? 0
                : with(connection -> update(
                        connection,
                        "delete from observation where cell = any (?)",
                        array(connection, "int8", Arrays.copyOf(rows.cell, rows.size))));
    }

    private static Array array(Connection connection, String type, Object elements) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, elements);
    }

    private static long update(Connection connection, String sql, Array... arrays) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arrays.length; i++) {
                statement.setArray(i + 1, arrays[i]);
            }
            return statement.executeLargeUpdate();
        }
    }

    private long with(Work work) throws SQLException {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.on(connection);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
