package dk.maaltal.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Fresh databases with the whole schema, as the application has them. Which kind a test gets is chosen for the whole
 * JVM by the system property {@code maaltal.test.database}: {@code h2}, or {@code postgresql} for a real server, which
 * is started with the first test that needs one and runs until the JVM ends.
 */
public final class TestDatabase {
    private static final boolean POSTGRES = switch (System.getProperty("maaltal.test.database", "h2")) {
        case "h2" -> false;
        case "postgresql" -> true;
        default -> throw new IllegalArgumentException("maaltal.test.database is h2 or postgresql");
    };
    private static final String USER = "postgres";
    private static final String TEMPLATE = "maaltal_template";
    private static final Map<Path, String> HOMES = new ConcurrentHashMap<>();

    private static @Nullable EmbeddedPostgres server;
    private static boolean templated;

    private TestDatabase() {}

    public static boolean onPostgres() {
        return POSTGRES;
    }

    /** A database of the chosen kind with the whole schema; gone once it is closed. */
    public static HikariDataSource fresh() {
        return POSTGRES ? postgres() : h2();
    }

    /** An H2 database in memory with the whole schema; gone once it is closed. */
    public static HikariDataSource h2() {
        HikariDataSource pool = new Passing(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE,YEAR,ROWS".formatted(UUID.randomUUID()),
                "sa",
                "shutdown");
        flyway(pool, "h2").migrate();
        return pool;
    }

    /** A database of its own in a real PostgreSQL, with the whole schema; gone once it is closed. */
    public static HikariDataSource postgres() {
        String url = migratedPostgres();
        return new Passing(url, USER, null);
    }

    /** The address, for the user postgres, of a database there with the whole schema and nothing in it. */
    public static synchronized String migratedPostgres() {
        if (!templated) {
            create(TEMPLATE, "template0");
            try (HikariDataSource pool = pool(address(TEMPLATE), USER)) {
                flyway(pool, "postgresql").migrate();
            }
            templated = true;
        }
        return create(name(), TEMPLATE);
    }

    /** The address, for the user postgres, of a database there with nothing in it. */
    public static String emptyPostgres() {
        return create(name(), "template0");
    }

    /** The migrations of a kind of database, {@code h2} or {@code postgresql}, to be run on one. */
    public static Flyway flyway(javax.sql.DataSource database, String vendor) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .load();
    }

    /** The address of a home's database: the file in it, or one on the server that is the home's alone. */
    public static String ofHome(Path home) {
        return POSTGRES
                ? HOMES.computeIfAbsent(key(home), h -> migratedPostgres())
                : "jdbc:h2:file:" + home.resolve("db/maaltal").toAbsolutePath()
                        + ";IFEXISTS=TRUE;NON_KEYWORDS=VALUE,YEAR,ROWS";
    }

    /** Who may look into the databases of homes. */
    public static String user() {
        return POSTGRES ? USER : "sa";
    }

    /** What the application must be told to find the home's database. */
    public static List<String> settings(Path home) {
        return POSTGRES ? List.of("--maaltal.db.url=" + ofHome(home), "--maaltal.db.user=" + USER) : List.of();
    }

    /** Loses a home's database; the next command makes a new one. */
    public static void lose(Path home) {
        if (POSTGRES) {
            drop(ofHome(home));
            emptyOfHome(home);
        } else if (!FileSystemUtils.deleteRecursively(new File(home.toFile(), "db"))) {
            throw new IllegalStateException("no database in " + home);
        }
    }

    /** On PostgreSQL: gives a home a database that has nothing in it yet, not even the schema. */
    public static String emptyOfHome(Path home) {
        String url = emptyPostgres();
        HOMES.put(key(home), url);
        return url;
    }

    private static Path key(Path home) {
        return home.toAbsolutePath().normalize();
    }

    private static String name() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String address(String name) {
        return server().getJdbcUrl(USER, name);
    }

    private static String create(String name, String template) {
        // Copying the files is quicker than writing each page into the log, where nothing is forced to disk anyway.
        admin("create database %s template %s strategy file_copy".formatted(name, template));
        return address(name);
    }

    private static void drop(String url) {
        admin("drop database %s with (force)".formatted(url.replaceFirst(".*/(\\w+).*", "$1")));
    }

    private static void admin(String sql) {
        try (Connection server = DriverManager.getConnection(address("postgres"));
                Statement statement = server.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = running;
        }
        return running;
    }

    private static HikariDataSource pool(String url, String user) {
        return new HikariDataSource(config(url, user));
    }

    private static HikariConfig config(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(1);
        return config;
    }

    /** A pool that takes its database with it. */
    private static final class Passing extends HikariDataSource {
        private final @Nullable String last;

        Passing(String url, String user, @Nullable String last) {
            super(config(url, user));
            this.last = last;
        }

        @Override
        public void close() {
            boolean open = !isClosed();
            if (open && last != null) {
                JdbcClient.create(this).sql(last).update();
            }
            super.close();
            if (open && last == null) {
                drop(getJdbcUrl());
            }
        }
    }
}
