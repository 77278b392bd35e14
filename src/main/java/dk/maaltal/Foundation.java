package dk.maaltal;

import com.zaxxer.hikari.HikariConfig;
import dk.maaltal.job.Demo;
import dk.maaltal.job.Home;
import dk.maaltal.job.NightClock;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.store.DatabaseAddress;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every room stands on: the home folder, the clock, the database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MaaltalSettings.class)
class Foundation {
    /**
     * What is committed survives a kill; the contract's columns are keywords to H2. Beside these AUTO_SERVER lets
     * {@code status} look in while {@code serve} runs.
     */
    private static final String H2_OPTIONS = ";WRITE_DELAY=0;NON_KEYWORDS=VALUE,YEAR,ROWS";

    private static final String SECONDS_FOR_AN_ANSWER = "900";

    @Bean
    Home home(MaaltalSettings settings) {
        return Home.at(settings.home(), settings.demo() || Demo.isAt(settings.home()));
    }

    /** The one clock: the system's, or frozen where {@code maaltal.clock} is set. */
    @Bean
    NightClock clock(MaaltalSettings settings) {
        return NightClock.of(settings.clock());
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(MaaltalSettings settings, Home home) {
        HikariConfig pool = new HikariConfig();
        MaaltalSettings.Db db = settings.db();
        boolean inHome = db.url() == null || db.url().isBlank();
        DatabaseAddress address = DatabaseAddress.of(
                inHome
                        ? "jdbc:h2:file:" + home.database() + H2_OPTIONS + ";AUTO_SERVER=TRUE"
                        : Objects.requireNonNull(db.url()));
        String url = address.url();
        String user = (db.user() == null || db.user().isBlank()) && url.startsWith("jdbc:h2:") ? "sa" : db.user();
        String password = db.password().value().orElse(Objects.requireNonNullElse(address.password(), ""));
        if (inHome) {
            new HomeUpgrade(home.database()).takeBackWhatWasCutOff();
            FreshDatabase.make(home.database(), H2_OPTIONS, Objects.requireNonNull(user), password);
        }
        if (address.keyPassword() == null) {
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
        } else {
            pool.setDataSource(address.source(user, password));
        }
        pool.setMaximumPoolSize(12);
        pool.setPoolName("maaltal");
        if (address.isPostgres()) {
            // A network that was cut says nothing: without these a run would wait for its answer for ever.
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("socketTimeout", SECONDS_FOR_AN_ANSWER);
        }
        return new DatabasePool(pool);
    }

    /** Where the tables have an owner of their own, migrations run as that user and everything else does not. */
    @Bean
    FlywayConfigurationCustomizer owner(MaaltalSettings settings) {
        MaaltalSettings.Db db = settings.db();
        MaaltalSettings.Owner owner = db.owner();
        if (!owner.isSet()) {
            return configuration -> {};
        }
        DatabaseAddress address = DatabaseAddress.of(Objects.requireNonNullElse(db.url(), ""));
        if (!address.isPostgres()) {
            throw new ProblemException(Problem.declaration(
                    "maaltal.db.owner.user",
                    "an owner is set, but the database is H2, which has one user",
                    "maaltal.db.url with jdbc:postgresql://…",
                    "set the address too, or take the owner away"));
        }
        return configuration -> configuration.dataSource(
                address.source(owner.user(), owner.password().value().orElse("")));
    }

    @Bean
    FlywayMigrationStrategy migration(MaaltalSettings settings, Home home, DataSource database) {
        boolean inHome = settings.db().url() == null || settings.db().url().isBlank();
        return inHome ? flyway -> new HomeUpgrade(home.database()).migrate(flyway, database) : Flyway::migrate;
    }
}
