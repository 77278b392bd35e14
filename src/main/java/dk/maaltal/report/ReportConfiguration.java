package dk.maaltal.report;

import dk.maaltal.report.export.Exports;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class ReportConfiguration {
    @Bean
    Published published(JdbcTemplate db) {
        return new Published(db);
    }

    @Bean
    Exports exports(JdbcTemplate db) {
        return new Exports(db);
    }
}
