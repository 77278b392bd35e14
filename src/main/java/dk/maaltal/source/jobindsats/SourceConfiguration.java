package dk.maaltal.source.jobindsats;

import dk.maaltal.source.AnswerKeeper;
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
    PatientReader jobindsatsReader(JobindsatsSettings settings, AnswerKeeper keeper, Clock clock) {
        return new PatientReader(
                settings, new JobindsatsClient(settings, keeper, clock), keeper, Pause.real(), new Random(), clock);
    }

    @Bean
    CatalogueFetcher catalogueFetcher(PatientReader reader) {
        return new CatalogueFetcher(reader);
    }

    @Bean
    TableFetcher tableFetcher(PatientReader reader, JobindsatsSettings settings) {
        return new TableFetcher(reader, settings.maxCells());
    }
}
