package dk.maaltal.snapshot;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class PublishingOnH2Test extends PublishingContract {
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(
            "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,YEAR".formatted(UUID.randomUUID()), "sa", "");

    @Override
    DataSource migrated() {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
        return pool;
    }

    @AfterEach
    void close() throws Exception {
        try (java.sql.Connection connection = pool.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
        pool.dispose();
    }
}
