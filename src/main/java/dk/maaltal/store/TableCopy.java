package dk.maaltal.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Copies the rows of a table of H2 into the one of the same name in PostgreSQL, by COPY in text. */
final class TableCopy {
    private static final int BUFFER = 1 << 16;
    private static final int ROWS_BETWEEN_WORDS = 5_000;

    private final Connection from;
    private final Connection to;

    TableCopy(Connection from, Connection to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies every row.
     *
     * @param watcher is told now and then how many are done
     * @return how many there were
     */
    long copy(String table, List<String> columns, LongConsumer watcher) throws SQLException {
        String names = String.join(", ", columns);
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery("select %s from %s".formatted(names, table));
                OutputStream copy = new PGCopyOutputStream(
                        to.unwrap(PGConnection.class),
                        "copy %s (%s) from stdin with (encoding 'UTF8')".formatted(table, names),
                        BUFFER)) {
            ResultSetMetaData types = rows.getMetaData();
            long done = 0;
            while (rows.next()) {
                copy.write(line(rows, types).getBytes(StandardCharsets.UTF_8));
                if (++done % ROWS_BETWEEN_WORDS == 0) {
                    watcher.accept(done);
                }
            }
            return done;
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException refused ? refused : new SQLException(e.getMessage(), "08006", e);
        }
    }

    private static String line(ResultSet rows, ResultSetMetaData types) throws SQLException {
        StringBuilder line = new StringBuilder(256);
        for (int c = 1; c <= types.getColumnCount(); c++) {
            if (c > 1) {
                line.append('\t');
            }
            String text = text(rows, c, types.getColumnType(c));
            if (text == null) {
                line.append("\\N");
            } else {
                escape(text, line);
            }
        }
        return line.append('\n').toString();
    }

    private static @Nullable String text(ResultSet rows, int column, int type) throws SQLException {
        return switch (type) {
            case Types.TIMESTAMP_WITH_TIMEZONE -> said(rows.getObject(column, OffsetDateTime.class));
            case Types.TIMESTAMP -> said(rows.getObject(column, LocalDateTime.class));
            case Types.DATE -> said(rows.getObject(column, LocalDate.class));
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> bytes(rows.getBytes(column));
            default -> rows.getString(column);
        };
    }

    private static @Nullable String said(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String bytes(byte @Nullable [] bytes) {
        return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
    }

    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }
}
