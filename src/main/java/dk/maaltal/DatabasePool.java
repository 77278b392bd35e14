package dk.maaltal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool that waits for a database that is away, but not again and again: a run that has lost it meets it at every step
 * of its end, and an operator would wait minutes to be told.
 */
final class DatabasePool extends HikariDataSource {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

    private volatile @Nullable Away away;

    DatabasePool(HikariConfig config) {
        super(config);
    }

    private record Away(long since, SQLException why) {
        boolean isFresh() {
            return System.nanoTime() - since < FRESH;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Away last = away;
        if (last != null && last.isFresh() && getHikariPoolMXBean().getIdleConnections() == 0) {
            throw new SQLTransientConnectionException(
                    "the database did not answer a moment ago", last.why().getSQLState(), last.why());
        }
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            // Without a cause the pool was only busy.
            if (e.getCause() instanceof SQLException why) {
                away = new Away(System.nanoTime(), why);
            }
            throw e;
        }
    }
}
