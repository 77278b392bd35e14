package dk.maaltal.report;

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
    CsvExport csvExport(Published published) {
        return new CsvExport(published);
    }
}
