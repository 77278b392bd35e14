package dk.maaltal.watch.alert;

import dk.maaltal.job.Home;
import dk.maaltal.job.JobDeclaration;
import dk.maaltal.job.JobDeclarations;
import dk.maaltal.plan.Plans;
import dk.maaltal.snapshot.Decisions;
import dk.maaltal.staging.Staging;
import dk.maaltal.watch.Condition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertSettings.class)
class AlertConfiguration {
    /** The ways to people that are set; one that is set wrongly fails whenever it is used, and says so. */
    record Channels(List<Channel> all) {
        List<String> names() {
            return all.stream().map(Channel::name).toList();
        }
    }

    @Bean
    Writer alertWriter(@Value("${maaltal.home:./home}") Path home) {
        return new Writer(host(), home.toAbsolutePath().normalize().toString());
    }

    @Bean
    Channels alertChannels(AlertSettings settings, Writer writer) {
        List<Channel> channels = new ArrayList<>();
        if (settings.mail().isOn()) {
            channels.add(new MailChannel(settings.mail(), writer.host(), null));
        }
        if (settings.webhook().isOn()) {
            channels.add(new WebhookChannel(settings.webhook()));
        }
        return new Channels(channels);
    }

    @Bean
    AlertChecks alertChecks(AlertSettings settings, Channels channels, Writer writer, Clock clock) {
        return new AlertChecks(settings, channels.all(), writer, clock);
    }

    @Bean
    Reports reports(Plans plans, Staging staging, Clock clock) {
        return new Reports(plans, staging, clock);
    }

    /** Before what finds a run overdue: of one that failed this knows more. */
    @Bean
    @Order(0)
    RunConditions runConditions(JdbcClient db, JobDeclarations jobs, Reports reports, Clock clock) {
        return new RunConditions(db, steps(jobs), reports, clock);
    }

    @Bean
    GapConditions gapConditions(JdbcClient db, JobDeclarations jobs, Reports reports, Clock clock) {
        return new GapConditions(db, steps(jobs), reports, clock);
    }

    @Bean
    DecisionConditions decisionConditions(Decisions decisions, Reports reports) {
        return new DecisionConditions(decisions, reports);
    }

    @Bean
    FailedOutcomes failedOutcomes(JdbcClient db, Reports reports) {
        return new FailedOutcomes(db, reports);
    }

    @Bean
    Outbox outbox(JdbcClient db, Channels channels) {
        return new Outbox(db, channels.names());
    }

    @Bean
    Undelivered undelivered(Outbox outbox) {
        return new Undelivered(outbox);
    }

    @Bean
    Alerts alerts(
            JdbcClient db,
            PlatformTransactionManager transactions,
            FailedOutcomes outcomes,
            ObjectProvider<Condition.Source> sources,
            Channels channels,
            Writer writer,
            Outbox outbox) {
        return new Alerts(
                List.of(new DatabaseConditions(db), outcomes),
                sources.orderedStream().filter(source -> source != outcomes).toList(),
                new AlertBook(db, new TransactionTemplate(transactions), outbox, writer),
                new Memory(writer),
                outbox,
                new Sending(channels.all(), outbox));
    }

    /** Under the demo nobody is told anything, and where nobody can be told a single command need not look. */
    @Bean(destroyMethod = "close")
    AlertWatch alertWatch(
            Alerts alerts,
            FailedOutcomes outcomes,
            Channels channels,
            Home home,
            Clock clock,
            Environment environment) {
        boolean serving = environment.getProperty("maaltal.serving", Boolean.class, false);
        return new AlertWatch(
                alerts,
                outcomes,
                clock,
                !home.demo() && (serving || !channels.all().isEmpty()),
                serving);
    }

    private static Map<String, List<String>> steps(JobDeclarations jobs) {
        return jobs.all().stream().collect(Collectors.toMap(JobDeclaration::job, JobDeclaration::steps));
    }

    private static String host() {
        String named = System.getenv("HOSTNAME");
        try {
            String name = named == null || named.isBlank()
                    ? InetAddress.getLocalHost().getHostName()
                    : named;
            return name.matches("[A-Za-z0-9.-]{1,200}") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
