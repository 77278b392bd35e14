package dk.maaltal.watch;

import dk.maaltal.job.StatusReport;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StandingConfiguration {
    @Bean
    Standing standing(
            StatusReport report,
            SourceCalendar calendar,
            Expectations expectations,
            ObjectProvider<Condition.Source> conditions,
            Clock clock) {
        return new Standing(
                report, calendar, expectations, () -> conditions.orderedStream().toList(), clock);
    }
}
