package dk.maaltal.watch.metrics;

import dk.maaltal.job.Home;
import dk.maaltal.watch.Standing;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "maaltal.serving", havingValue = "true")
class MetricsConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    RunMetrics runMetrics(JdbcClient db) {
        return new RunMetrics(db);
    }

    @Bean
    @DependsOnDatabaseInitialization
    DataMetrics dataMetrics(JdbcClient db) {
        return new DataMetrics(db);
    }

    @Bean
    HomeMetrics homeMetrics(Home home) {
        return new HomeMetrics(home);
    }

    @Bean
    WatchMetrics watchMetrics(Standing standing) {
        return new WatchMetrics(standing::now);
    }

    @Bean
    Exposition exposition(ObjectProvider<Metric.Source> sources, PrometheusRegistry registry) {
        Exposition exposition = new Exposition(() -> sources.orderedStream().toList(), System::nanoTime);
        registry.register(exposition);
        return exposition;
    }
}
