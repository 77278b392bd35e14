package dk.maaltal.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.h2.api.ErrorCode;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * H2's trigger before a row is added to what belongs to a version; PostgreSQL has its own in SQL. The first column of the
 * table is the id of a version, of a lineage or of a set of definitions. Made by H2, by name.
 */
public final class RefuseLate implements Trigger {
    private static final String VERSION = "select 1 from snapshot where snapshot_id = ?";
    private static final Map<String, String> USE = Map.of("SNAPSHOT_LINEAGE", """
            select 1
            from snapshot_value v
            join snapshot s on s.snapshot_id = v.snapshot_id
            where v.lineage_id = ?
            fetch first 1 row only
            """, "DEFINITION_SET", """
            select 1
            from snapshot_seal l
            join snapshot s on s.snapshot_id = l.snapshot_id
            where l.definitions_sha256 = ?
            fetch first 1 row only
            """);

    private String table = "";
    private String standing = VERSION;

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type) {
        table = tableName;
        standing = USE.getOrDefault(tableName, VERSION);
    }

    /** Throws when a version stands that it belongs to, with the code of a key that is there. */
    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        PublishingTurn.take(connection);
        String id = String.valueOf(Objects.requireNonNull(after)[0]);
        try (PreparedStatement statement = connection.prepareStatement(standing)) {
            statement.setString(1, id);
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    throw new SQLException(
                            "what is published stays: %s is published and %s takes no further row of it; publish a new version instead"
                                    .formatted(id, table),
                            "23505",
                            ErrorCode.DUPLICATE_KEY_1);
                }
            }
        }
    }
}
