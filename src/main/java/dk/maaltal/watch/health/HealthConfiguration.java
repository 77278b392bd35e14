package dk.maaltal.watch.health;

import dk.maaltal.job.Home;
import dk.maaltal.job.Soundness;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names of the indicators are those that application.yml groups into liveness and readiness. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiskSettings.class)
class HealthConfiguration {
    @Bean
    @ConditionalOnProperty(name = "maaltal.serving", havingValue = "true")
    HomeHealth homeHealthIndicator(Home home) {
        return new HomeHealth(home);
    }

    @Bean
    @ConditionalOnProperty(name = "maaltal.serving", havingValue = "true")
    JournalHealth journalHealthIndicator(Soundness soundness) {
        return new JournalHealth(soundness::journal);
    }

    @Bean
    @ConditionalOnProperty(name = "maaltal.serving", havingValue = "true")
    Pulse tickHealthIndicator() {
        return new Pulse(System::nanoTime);
    }

    @Bean
    ScarceSpace scarceSpace(Home home, DiskSettings settings) {
        return new ScarceSpace(home.dir(), settings);
    }

    @Bean
    KeyTrouble keyTrouble(Soundness soundness) {
        return new KeyTrouble(soundness::key);
    }
}
