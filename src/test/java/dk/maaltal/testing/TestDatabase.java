package dk.maaltal.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fresh databases with the whole schema, as the application has them. */
public final class TestDatabase {
    private static @Nullable EmbeddedPostgres server;

    private TestDatabase() {}

    /** An H2 database in memory. */
    public static HikariDataSource h2() {
        return migrated(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,YEAR".formatted(UUID.randomUUID()), "sa", "h2");
    }

    /** A database of its own in a real PostgreSQL, which runs until the JVM ends. */
    public static HikariDataSource postgres() {
        return migrated(emptyPostgres(), "postgres", "postgresql");
    }

    /** The address, for the user postgres, of a database there with nothing in it. */
    public static String emptyPostgres() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (HikariDataSource admin = pool(server().getJdbcUrl("postgres", "postgres"), "postgres")) {
            JdbcClient.create(admin).sql("create database " + name).update();
        }
        return server().getJdbcUrl("postgres", name);
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = running;
        }
        return running;
    }

    private static HikariDataSource migrated(String url, String user, String vendor) {
        HikariDataSource pool = pool(url, user);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .load()
                .migrate();
        return pool;
    }

    private static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
