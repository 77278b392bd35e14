package dk.maaltal.measure;

import dk.maaltal.staging.Knowledge;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the evaluation. */
@Configuration(proxyBeanMethods = false)
class MeasureConfiguration {
    @Bean
    Evaluation evaluation(Knowledge knowledge, ObjectProvider<Origins> origins) {
        return new Evaluation(knowledge, origins.getIfAvailable(() -> Origins.ALL_REAL));
    }
}
