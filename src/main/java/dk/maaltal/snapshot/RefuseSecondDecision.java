package dk.maaltal.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** H2's trigger on decisions; PostgreSQL has its own in SQL. Made by H2, by name. */
public final class RefuseSecondDecision implements Trigger {
    private static final String WAITING = "waiting";

    /** Where the column {@code state} stands: what is before it was proposed and stays, what follows is decided once. */
    private int state;

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type)
            throws SQLException {
        try (ResultSet column = connection.getMetaData().getColumns(null, schema, tableName, "STATE")) {
            if (!column.next()) {
                throw new SQLException("%s has no column STATE".formatted(tableName));
            }
            state = column.getInt("ORDINAL_POSITION") - 1;
        }
    }

    /** Throws, with SQL state 23000 as PostgreSQL's does, unless a waiting decision is decided and nothing else. */
    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        boolean decides = before != null
                && after != null
                && WAITING.equals(before[state])
                && !WAITING.equals(after[state])
                && Arrays.equals(before, 0, state, after, 0, state);
        if (!decides) {
            throw new SQLException(
                    "what was decided stays: a change of decision %s is refused; one that is proposed again is a new decision"
                            .formatted(before == null ? "?" : before[0]),
                    "23000");
        }
    }
}
