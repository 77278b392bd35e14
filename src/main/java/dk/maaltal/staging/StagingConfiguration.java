package dk.maaltal.staging;

import dk.maaltal.series.AreaBook;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the room: deliveries under {@code <home>/deliveries}, observations in the application's database. */
@Configuration(proxyBeanMethods = false)
public class StagingConfiguration {
    @Bean
    DeliveryStore deliveryStore(@Value("${maaltal.home:./home}") Path home, Clock clock) {
        return new DeliveryStore(home.resolve("deliveries"), clock);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Staging staging(
            DeliveryStore store, DataSource dataSource, PlatformTransactionManager transactions, AreaBook areas) {
        return new Staging(store, dataSource, transactions, areas);
    }
}
