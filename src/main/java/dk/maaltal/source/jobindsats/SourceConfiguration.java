package dk.maaltal.source.jobindsats;

import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Pause;
import java.time.Clock;
import java.util.Random;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the source. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobindsatsSettings.class)
class SourceConfiguration {
    @Bean
    JobindsatsReader jobindsatsReader(JobindsatsSettings settings, AnswerKeeper keeper, Pause pause, Clock clock) {
        return new JobindsatsReader(settings, keeper, pause, new Random(), clock);
    }

    @Bean
    CatalogueFetcher catalogueFetcher(JobindsatsReader reader) {
        return new CatalogueFetcher(reader);
    }

    @Bean
    TableFetcher tableFetcher(JobindsatsReader reader, JobindsatsSettings settings) {
        return new TableFetcher(reader, settings.maxCells());
    }
}
