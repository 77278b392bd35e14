package dk.maaltal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.job.Home;
import dk.maaltal.job.NightClock;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every room stands on: the home folder, the clock, the database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MaaltalSettings.class)
class Foundation {
    @Bean
    Home home(MaaltalSettings settings) {
        return Home.at(settings.home(), settings.demo());
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
        String url = db.url();
        if (url == null || url.isBlank()) {
            // The contract's columns are keywords to H2.
            // AUTO_SERVER lets `status` look in while `serve` runs; WRITE_DELAY=0: what is committed survives a kill.
            url = "jdbc:h2:file:" + home.database() + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;NON_KEYWORDS=VALUE,YEAR,ROWS";
        }
        DatabaseAddress address = DatabaseAddress.of(url);
        pool.setJdbcUrl(address.url());
        pool.setUsername(db.user() == null && url.startsWith("jdbc:h2:") ? "sa" : db.user());
        pool.setPassword(db.password().value().orElse(Objects.requireNonNullElse(address.password(), "")));
        pool.setMaximumPoolSize(12);
        pool.setPoolName("maaltal");
        return new HikariDataSource(pool);
    }
}
