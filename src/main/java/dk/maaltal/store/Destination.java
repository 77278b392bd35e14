package dk.maaltal.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database that a home is moved to.
 *
 * @param address where
 * @param user who makes the tables and fills them, their owner; null where the address says it
 * @param password theirs; empty for none
 */
public record Destination(DatabaseAddress address, @Nullable String user, String password) {
    /** A connection of its own. */
    Connection connect() throws SQLException {
        return address.source(user, password).getConnection();
    }

    /** Gives it the schema of this version. */
    void migrate() {
        Flyway.configure()
                .dataSource(address.source(user, password))
                .locations("classpath:db/migration/common", "classpath:db/migration/postgresql")
                .load()
                .migrate();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return address.url();
    }
}
