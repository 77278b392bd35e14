package dk.maaltal.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** H2's trigger on published tables; PostgreSQL has its own in SQL. Made by H2, by name. */
public final class RefuseChange implements Trigger {
    private String table = "";

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type) {
        table = tableName;
    }

    /** Always throws, with SQL state 23000 (integrity constraint violation) as PostgreSQL's does. */
    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        throw new SQLException(
                "what is published stays: a change of %s is refused; publish a new version instead".formatted(table),
                "23000");
    }
}
