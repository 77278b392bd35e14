package dk.maaltal.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The least a database needs for the same rows: an equal table, rows in order of the key, a commit for each source
 * table; binary COPY on PostgreSQL, batches of 1000 on H2. Nothing is parsed, compared, or looked up.
 */
final class BareLoad {
    private final BenchData data;
    private final int vintage;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    BareLoad(BenchData data, int vintage) {
        this.data = data;
        this.vintage = vintage;
    }

    private interface Sink {
        void row(long cell, long value, int state, int openedBy) throws SQLException;
    }

    /** Seconds it took. */
    double run(DataSource target) throws SQLException {
        try (Connection connection = target.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists bare_observation");
            statement.execute(
                    "create table bare_observation (cell bigint primary key, value_e4 bigint, state smallint not null, opened_by integer not null)");
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (int table = 0; table < data.tables(); table++) {
                if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                    copy(connection, table);
                } else {
                    batches(connection, table);
                }
                connection.commit();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            connection.setAutoCommit(true);
            return seconds;
        }
    }

    private void rows(int table, Sink sink) throws SQLException {
        for (int month = 0; month < BenchData.MONTHS; month++) {
            long period =
                    (long) (table + 1) << 52 | (long) BenchData.month(month).key() << 32;
            for (int member = 0; member < BenchData.MEMBERS; member++) {
                for (int measure = 0; measure < BenchData.MEASURES; measure++) {
                    for (int area = 0; area < BenchData.AREAS; area++) {
                        long cell = period | (long) (member * BenchData.MEASURES + measure) << 8 | area;
                        long value = BenchData.value(vintage, table, month, member, measure, area);
                        sink.row(cell, value, value == BenchData.NULL ? 1 : 0, table * 10 + month / 12);
                    }
                }
            }
        }
    }

    private void batches(Connection connection, int table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into bare_observation (cell, value_e4, state, opened_by) values (?, ?, ?, ?)")) {
            int[] open = {0};
            rows(table, (cell, value, state, openedBy) -> {
                insert.setLong(1, cell);
                if (value == BenchData.NULL) {
                    insert.setNull(2, Types.BIGINT);
                } else {
                    insert.setLong(2, value);
                }
                insert.setInt(3, state);
                insert.setInt(4, openedBy);
                insert.addBatch();
                if (++open[0] % 1000 == 0) {
                    insert.executeBatch();
                }
            });
            insert.executeBatch();
        }
    }

    private void copy(Connection connection, int table) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy bare_observation (cell, value_e4, state, opened_by) from stdin (format binary)");
        buffer = ByteBuffer.allocate(1 << 16);
        buffer.put("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        rows(table, (cell, value, state, openedBy) -> {
            if (buffer.remaining() < 64) {
                flush(copy);
            }
            buffer.putShort((short) 4).putInt(8).putLong(cell);
            if (value == BenchData.NULL) {
                buffer.putInt(-1);
            } else {
                buffer.putInt(8).putLong(value);
            }
            buffer.putInt(2).putShort((short) state).putInt(4).putInt(openedBy);
        });
        flush(copy);
        buffer.putShort((short) -1);
        flush(copy);
        copy.endCopy();
    }

    private void flush(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
