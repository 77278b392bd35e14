package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: started, stopped with SIGTERM, started again after a night it missed. */
@OnBothDatabases
class ServeIT {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);

    @TempDir
    Path tmp;

    private final HttpClient http = HttpClient.newHttpClient();
    private JobindsatsSimulator source;
    private Path home;
    private int port;

    @BeforeEach
    void start() throws IOException {
        World world = World.since(2024, LocalDate.of(2024, 1, 1));
        source = JobindsatsSimulator.start(world, 0);
        home = tmp.resolve("home");
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void a_night_missed_while_the_server_was_down_is_made_up_once_at_start() throws Exception {
        Jar first = serve();
        try {
            await(first, START, this::isUp);
            assertThat(runs()).isEmpty();
        } finally {
            stop(first);
        }
        pretendItWasExpectedSince(lastDue().minus(Duration.ofDays(1)));
        pretendItWasExpectedSince(lastDue());

        Jar second = serve();
        try {
            await(second, START, this::isUp);
            await(second, START, () -> runs().stream().anyMatch(run -> run.get("ended_at") != null));
            assertThat(isUp()).isTrue();
            assertThat(runs()).hasSize(1);
            Map<String, @Nullable String> run = runs().get(0);
            assertThat(run)
                    .containsEntry("job", "nightly")
                    .containsEntry("requested_by", "schedule")
                    .containsEntry("verdict", "COMPLETE_WITH_GAPS")
                    .containsEntry("run_id", "nightly/" + lastDue() + "/1");
            assertThat(run.get("summary")).endsWith("makes up for " + lastDue().minus(Duration.ofDays(1)));
            assertThat(TestHome.query(url(), TestDatabase.user(), "select * from bi.overdue"))
                    .isEmpty();
            await(second, START, () -> Files.isReadable(home.resolve("witness")));
        } finally {
            stop(second);
        }

        Jar third = serve();
        try {
            await(third, START, this::isUp);
        } finally {
            stop(third);
        }
        assertThat(runs()).hasSize(1);
        assertThat(source.calls())
                .filteredOn(call -> call.endpoint().equals("tables"))
                .hasSize(1);
        assertThat(nextFiring()).isAfter(Instant.now());
    }

    /** The shipped schedule's latest due time, worked out apart. */
    private static Instant lastDue() {
        ZoneId zone = ZoneId.of("Europe/Copenhagen");
        ZonedDateTime today = ZonedDateTime.now(zone).with(LocalTime.of(2, 30));
        return (today.toInstant().isAfter(Instant.now()) ? today.minusDays(1) : today).toInstant();
    }

    private Jar serve() {
        List<String> args = new ArrayList<>(TestHome.settings(home, source, Instant.EPOCH));
        args.removeIf(arg -> arg.startsWith("--maaltal.clock"));
        args.addAll(List.of("--server.port=" + port, "serve"));
        return Jar.start(tmp.resolve("said"), Map.of(), args);
    }

    /** SIGTERM; it ends soon and well. */
    private static void stop(Jar server) throws InterruptedException {
        server.process().destroy();
        boolean ended = server.process().waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            server.process().destroyForcibly();
        }
        assertThat(ended).as(server.said()).isTrue();
        assertThat(server.process().exitValue()).as(server.said()).isIn(0, 143);
    }

    private boolean isUp() {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://localhost:%d/actuator/health".formatted(port)))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> answer = http.send(health, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("\"status\":\"UP\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(Jar server, Duration atMost, BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as(server.said()).isLessThan(end);
            assertThat(server.process().waitFor(100, TimeUnit.MILLISECONDS))
                    .as(server.said())
                    .isFalse();
        }
    }

    private List<Map<String, @Nullable String>> runs() {
        return TestHome.query(url(), TestDatabase.user(), "select * from bi.run");
    }

    /** As the server itself opens it, so that both may. */
    private String url() {
        return TestHome.databaseUrl(home) + (TestDatabase.onPostgres() ? "" : ";AUTO_SERVER=TRUE;WRITE_DELAY=0");
    }

    private void pretendItWasExpectedSince(Instant due) throws SQLException {
        try (Connection db = DriverManager.getConnection(url(), TestDatabase.user(), "");
                PreparedStatement statement = db.prepareStatement(
                        "insert into expected_run (job, due_at, deadline_at) values ('nightly', ?, ?)")) {
            statement.setObject(1, due.atOffset(ZoneOffset.UTC));
            statement.setObject(2, due.plus(Duration.ofHours(4)).atOffset(ZoneOffset.UTC));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private Instant nextFiring() {
        String at = TestHome.query(url(), TestDatabase.user(), "select min(next_fire_time) as at from qrtz_triggers")
                .get(0)
                .get("at");
        return Instant.ofEpochMilli(Long.parseLong(String.valueOf(at)));
    }
}
