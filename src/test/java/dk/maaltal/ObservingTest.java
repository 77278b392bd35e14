package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.watch.Tick;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** What a server tells monitoring, asked over HTTP as monitoring asks. */
@OnBothDatabases
class ObservingTest {
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `(\\w+)(?:\\{([^}]*)})?`", Pattern.MULTILINE);

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext server;

    @BeforeAll
    static void serve() {
        List<String> settings = new ArrayList<>(TestDatabase.settings(home));
        settings.addAll(List.of(
                "--maaltal.home=" + home,
                "--maaltal.serving=true",
                "--server.port=0",
                "--logging.config=classpath:logback-spring.xml"));
        SpringApplication application = new SpringApplication(Maaltal.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        server = application.run(settings.toArray(String[]::new));
        JdbcClient db = server.getBean(JdbcClient.class);
        for (String run : List.of(
                "'nightly/a/1', 'nightly', timestamp with time zone '2025-03-01 01:30:00+00:00', 'FAILED', 1",
                "'nightly/b/1', 'nightly', timestamp with time zone '2025-03-02 01:30:00+00:00', 'COMPLETE', 0",
                "'nightly/c/1', 'nightly', timestamp with time zone '2025-03-03 01:30:00+00:00', 'COMPLETE', 0",
                "'snapshot/a/1', 'snapshot', timestamp with time zone '2025-03-03 05:00:00+00:00', 'FAILED', 1")) {
            db.sql("""
                            insert into run (run_id, job, started_at, verdict, exit_code, requested_by, as_of, ended_at)
                            select r.*, 'schedule', r.at, r.at + interval '90' second
                            from (values (%s)) r (run_id, job, at, verdict, exit_code)
                            """.formatted(run)).update();
        }
        db.sql("""
                        insert into delivery (delivery_id, sha256, request_sha256, source, request, fetched_at, status,
                            bytes, complete, row_count, outcome)
                        values (1, 'a', 'a', 'jobindsats', 'GET /a', timestamp with time zone '2025-03-01 00:00:00+00:00',
                            200, 1, true, 40, 'OK'),
                            (2, 'b', 'b', 'jobindsats', 'GET /b', timestamp with time zone '2025-03-02 00:00:00+00:00',
                            200, 1, true, 2, 'OK'),
                            (3, 'c', 'c', 'jobindsats', 'GET /c', timestamp with time zone '2025-03-03 00:00:00+00:00',
                            500, 1, true, 0, 'SERVER_ERROR')
                        """).update();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void figures_are_those_of_the_database_whoever_ran() throws Exception {
        String metrics = get("/actuator/prometheus", 200);

        assertThat(metrics)
                .contains("maaltal_runs{job=\"nightly\",verdict=\"COMPLETE\"} 2.0")
                .contains("maaltal_runs{job=\"nightly\",verdict=\"FAILED\"} 1.0")
                .contains("maaltal_run_last_duration_seconds{job=\"nightly\"} 90.0")
                .contains("maaltal_run_last_exit_code{job=\"nightly\"} 0.0")
                .contains("maaltal_run_last_exit_code{job=\"snapshot\"} 1.0")
                .contains("maaltal_answers{outcome=\"OK\",source=\"jobindsats\"} 2.0")
                .contains("maaltal_answers{outcome=\"SERVER_ERROR\",source=\"jobindsats\"} 1.0")
                .contains("maaltal_rows_taken{source=\"jobindsats\"} 42.0")
                .contains("maaltal_decisions_waiting 0.0")
                .contains("maaltal_metrics_failed 0.0");
        assertThat(value(metrics, "maaltal_run_last_finished_timestamp_seconds{job=\"nightly\"}"))
                .isEqualTo(Instant.parse("2025-03-03T01:31:30Z").getEpochSecond());
        assertThat(value(metrics, "maaltal_source_last_taken_timestamp_seconds{source=\"jobindsats\"}"))
                .isEqualTo(Instant.parse("2025-03-02T00:00:00Z").getEpochSecond());
        assertThat(metrics)
                .as("a job that never came to its end")
                .doesNotContain("finished_timestamp_seconds{job=\"snap");
    }

    @Test
    void every_metric_is_documented_with_its_labels_and_no_other_is() throws Exception {
        String metrics = get("/actuator/prometheus", 200);
        Set<String> real = new TreeSet<>();
        Matcher sample = Pattern.compile("(?m)^(\\w+)(?:\\{([^}]*)})? ").matcher(metrics);
        while (sample.find()) {
            String labels = sample.group(2) == null ? "" : sample.group(2).replaceAll("=\"[^\"]*\"", "");
            real.add(sample.group(1) + "{" + labels + "}");
        }
        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(Files.readString(Path.of("docs/reference/metrics.md")));
        while (row.find()) {
            documented.add(row.group(1) + "{" + (row.group(2) == null ? "" : row.group(2)) + "}");
        }
        // What this home has none of has no samples.
        assertThat(documented).containsAll(real);
        documented.removeAll(real);
        assertThat(documented).allMatch(name -> name.matches(UNSEEN));
    }

    private static final String UNSEEN =
            "maaltal_(versions|runs_overdue|source_age_days|source_late|run_last_finished).*";

    @Test
    void it_lives_while_the_tick_does_and_is_ready_while_it_can_work() throws Exception {
        server.getBeansOfType(Tick.class).values().forEach(tick -> tick.tick(Instant.EPOCH));
        assertThat(get("/actuator/health/liveness", 200)).contains("tick").contains("seconds_since_last_tick");

        assertThat(get("/actuator/health/readiness", 503))
                .as("the schedule was not started")
                .contains("\"schedule\":{\"details\":{\"what\":\"the schedule does not run\"},\"status\":\"DOWN\"}");
        server.getBean(SchedulerFactoryBean.class).start();
        assertThat(get("/actuator/health/readiness", 200))
                .contains("\"db\"")
                .contains("\"home\"")
                .contains("\"journal\"")
                .doesNotContain("DOWN");
        assertThat(get("/actuator/health", 200)).doesNotContain(home.toString());

        JdbcClient db = server.getBean(JdbcClient.class);
        db.sql("update journal_position set lines = 7, bytes = 700, last_sha256 = 'x'")
                .update();
        Files.createDirectories(home.resolve("deliveries"));
        if (!Files.exists(home.resolve("deliveries/journal.jsonl"))) {
            Files.writeString(home.resolve("deliveries/journal.jsonl"), "");
        }
        assertThat(get("/actuator/health/readiness", 503))
                .contains("a journal that is not this one")
                .contains("maaltal rebuild");
        assertThat(get("/actuator/health/liveness", 200))
                .as("a new process would not help")
                .contains("UP");
        db.sql("update journal_position set lines = 0, bytes = 0, last_sha256 = ''")
                .update();
    }

    private static double value(String metrics, String sample) {
        Matcher found =
                Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(metrics);
        assertThat(found.find()).as(metrics).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static String get(String path, int status) throws IOException, InterruptedException {
        String port = server.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }
}
