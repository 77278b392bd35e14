package dk.maaltal.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * H2's trigger after a version's own row was added; PostgreSQL has its own in SQL. The version must have the rows it says
 * and follow the one before it. Made by H2, by name.
 */
public final class RefusePart implements Trigger {
    private static final String STATE = """
            select s.row_count, s.version, s.previous_sha256,
                   (select count(*) from snapshot_value v where v.snapshot_id = s.snapshot_id) as held,
                   (select max(n.version)
                    from snapshot n
                    where n.plan_id = s.plan_id and n.period = s.period and n.snapshot_id <> s.snapshot_id) as newest,
                   (select p.content_sha256
                    from snapshot p
                    where p.plan_id = s.plan_id and p.period = s.period and p.version = s.version - 1) as followed
            from snapshot s
            where s.snapshot_id = ?
            """;

    /** Throws, with SQL state 23000, when it has not, or does not. */
    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        PublishingTurn.take(connection);
        String id = String.valueOf(Objects.requireNonNull(after)[0]);
        try (PreparedStatement statement = connection.prepareStatement(STATE)) {
            statement.setString(1, id);
            try (ResultSet state = statement.executeQuery()) {
                state.next();
                check(id, state);
            }
        }
    }

    private static void check(String id, ResultSet state) throws SQLException {
        long held = state.getLong("held");
        long rows = state.getLong("row_count");
        if (held != rows) {
            throw new SQLException(
                    "a version is published whole: %s has %d rows and says %d; write its rows first, in the same transaction"
                            .formatted(id, held, rows),
                    "23000");
        }
        long newest = state.getLong("newest");
        if (state.getLong("version") != newest + 1
                || !Objects.equals(state.getString("previous_sha256"), state.getString("followed"))) {
            throw new SQLException(
                    "a version follows the one before it: %s does not follow version %d; give it the next number and the digest of the newest version"
                            .formatted(id, newest),
                    "23000");
        }
    }
}
