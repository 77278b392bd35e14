package dk.maaltal.source.cvr;

import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Pause;
import java.time.Clock;
import java.util.Random;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the source. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CvrSettings.class)
class CvrConfiguration {
    @Bean
    UnitFetcher unitFetcher(CvrSettings settings, AnswerKeeper keeper, Pause pause, Clock clock) {
        return new UnitFetcher(settings, new CvrReader(settings, keeper, pause, new Random(), clock), keeper, clock);
    }
}
