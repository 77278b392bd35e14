package dk.maaltal.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dk.maaltal.source.Secret;
import dk.maaltal.watch.Condition;
import dk.maaltal.watch.Condition.Severity;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What arrives at a real mail server and at a real web address, and what nobody may see. */
class ChannelsTest {
    private static final Instant NIGHT = Instant.parse("2026-11-23T01:41:00Z");
    private static final String PASSWORD = "hemmelig-4711-adgang";
    private static final String PATH = "/workflows/abc123secretpath";

    @TempDir
    Path tmp;

    private static Message message(Message.Kind kind, String what, String... answers) {
        return new Message(
                "<1@vm1>",
                kind,
                NIGHT,
                "vm1",
                "/var/lib/maaltal",
                List.of(new Message.Cause(
                        new Condition(
                                "gap x",
                                what,
                                "Beskæftigelsesplan (norddjurs-2024) lacks figures for 6.1 Unge på øvrige ydelser",
                                "årsagen",
                                "maaltal status",
                                Severity.FAILED),
                        NIGHT,
                        false)),
                List.of(answers));
    }

    private static AlertSettings.Mail mail(int port, String tls, String user, String password, String... to) {
        return new AlertSettings.Mail(
                "localhost", port, tls, user, Secret.of(password), "maaltal@norddjurs.example", List.of(to));
    }

    private static MailChannel channel(AlertSettings.Mail settings) {
        return new MailChannel(settings, "vm1", null);
    }

    @Test
    void danish_letters_and_threads_arrive_as_they_are() throws Exception {
        try (MailServer server = MailServer.plain()) {
            MailChannel channel = channel(mail(server.port(), "none", "", "", "a@x.example", "b@x.example"));
            channel.send(message(Message.Kind.ALERT, "tabellen ÆØÅ æøå mangler"));
            channel.send(message(Message.Kind.ALL_CLEAR, "tabellen ÆØÅ æøå mangler", "<0@vm1>", "<00@vm1>"));

            MimeMessage alert = server.mails().get(0);
            assertThat(alert.getSubject()).isEqualTo("[Måltal] FAILED 2026-11-23: tabellen ÆØÅ æøå mangler");
            assertThat(alert.getContent().toString())
                    .contains("What happened\r\n  tabellen ÆØÅ æøå mangler")
                    .contains("What it means\r\n  Beskæftigelsesplan", "6.1 Unge på øvrige ydelser")
                    .contains("Likely cause\r\n  årsagen", "Next\r\n  maaltal status")
                    .contains("Måltal on vm1, home /var/lib/maaltal", "2026-11-23 02:41 (Copenhagen)");
            assertThat(alert.getContentType()).containsIgnoringCase("charset=utf-8");
            assertThat(alert.getHeader("Message-ID")).containsExactly("<1@vm1>");
            assertThat(alert.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(alert.getHeader("In-Reply-To")).isNull();
            assertThat(alert.getAllRecipients()).hasSize(2);
            assertThat(server.raw()).as("what is on the wire is ASCII").isASCII();

            MimeMessage over = server.mails().get(1);
            assertThat(over.getSubject()).startsWith("[Måltal] OVER 2026-11-23: ");
            assertThat(over.getHeader("In-Reply-To")).containsExactly("<0@vm1>");
            assertThat(over.getHeader("References")[0]).contains("<0@vm1>", "<00@vm1>");
        }
    }

    @Test
    void no_line_and_no_cpr_number_of_a_source_comes_through() throws Exception {
        try (MailServer server = MailServer.plain()) {
            channel(mail(server.port(), "none", "", "", "a@x.example"))
                    .send(message(Message.Kind.ALERT, "x\r\nBcc: everyone@x.example\r\n\r\nrow of 010190-1234"));
            MimeMessage alert = server.mails().get(0);
            assertThat(alert.getHeader("Bcc")).isNull();
            assertThat(alert.getSubject()).contains("x Bcc: everyone@x.example");
            assertThat(alert.getContent().toString())
                    .doesNotContain("010190", "1234")
                    .contains("**********");
        }
    }

    @Test
    void with_tls_required_the_password_goes_out_encrypted_or_not_at_all() throws Exception {
        MailServer.Certificate certificate = MailServer.Certificate.make(tmp);
        try (MailServer server = MailServer.encrypted(certificate.server(), PASSWORD);
                MailServer plain = MailServer.plain();
                Logged logged = new Logged()) {
            AlertSettings.Mail settings = mail(server.port(), "required", "bruger", PASSWORD, "a@x.example");
            new MailChannel(settings, "vm1", certificate.trusting()).send(message(Message.Kind.ALERT, "something"));
            assertThat(server.mails()).hasSize(1);

            assertThatThrownBy(() -> channel(settings).send(message(Message.Kind.ALERT, "something")))
                    .as("a certificate that nobody trusts")
                    .isInstanceOf(Channel.NotSent.class);
            assertThatThrownBy(() -> new MailChannel(
                                    mail(server.port(), "required", "bruger", "wrong" + PASSWORD, "a@x.example"),
                                    "vm1",
                                    certificate.trusting())
                            .send(message(Message.Kind.ALERT, "something")))
                    .hasMessageContaining("refused user or password")
                    .hasMessageNotContaining(PASSWORD);
            assertThatThrownBy(() -> channel(mail(plain.port(), "required", "bruger", PASSWORD, "a@x.example"))
                            .send(message(Message.Kind.ALERT, "something")))
                    .isInstanceOf(Channel.NotSent.class);
            assertThat(plain.mails()).isEmpty();
            assertThat(server.mails()).hasSize(1);

            String encoded = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
            String plainAuth =
                    Base64.getEncoder().encodeToString(("\0bruger\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            // The test's own server may repeat it in its own log; what the mail library says is looked at.
            assertThat(logged.lines("org.subethamail"))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(PASSWORD) || line.contains(encoded) || line.contains(plainAuth));
            assertThat(server.raw()).doesNotContain(PASSWORD, encoded);
            assertThat(settings.toString()
                            + new AlertSettings(
                                    settings,
                                    new AlertSettings.Webhook(Secret.of("https://x.example" + PATH), "teams")))
                    .doesNotContain(PASSWORD, PATH);
        }
    }

    @Test
    void one_mailbox_that_is_gone_keeps_nobody_else_from_being_told() throws Exception {
        try (MailServer server = MailServer.plain()) {
            channel(mail(server.port(), "none", "", "", "gone@x.example", "a@x.example"))
                    .send(message(Message.Kind.ALERT, "something"));
            assertThat(server.mails()).hasSize(1);
            server.refuse(true);
            assertThatThrownBy(() -> channel(mail(server.port(), "none", "", "", "a@x.example"))
                            .send(message(Message.Kind.ALERT, "something")))
                    .isInstanceOf(Channel.NotSent.class);
        }
    }

    @Test
    void a_card_has_the_shape_that_teams_takes() throws Exception {
        try (Web web = new Web(202)) {
            new WebhookChannel(new AlertSettings.Webhook(Secret.of(web.url()), "teams"))
                    .send(message(Message.Kind.ALERT, "[klik](https://evil.example) *æøå*"));
            JsonNode body = JsonMapper.builder().build().readTree(web.bodies.get(0));
            assertThat(body.get("type").asString()).isEqualTo("message");
            assertThat(body.get("attachments").size()).isEqualTo(1);
            JsonNode attachment = body.get("attachments").get(0);
            assertThat(attachment.get("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
            assertThat(attachment.get("contentUrl").isNull()).isTrue();
            JsonNode card = attachment.get("content");
            assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
            assertThat(card.get("version").asString()).isEqualTo("1.4");
            assertThat(card.get("$schema").asString()).isEqualTo("http://adaptivecards.io/schemas/adaptive-card.json");
            List<String> kinds = new ArrayList<>();
            card.get("body").forEach(element -> kinds.add(element.get("type").asString()));
            assertThat(kinds).containsExactly("RichTextBlock", "RichTextBlock", "Container", "FactSet");
            JsonNode title = card.get("body").get(0).get("inlines").get(0);
            assertThat(title.get("type").asString()).isEqualTo("TextRun");
            assertThat(title.get("text").asString()).contains("[Måltal] FAILED 2026-11-23", "*æøå*");
            assertThat(title.get("color").asString()).isEqualTo("Attention");
            assertThat(web.bodies.get(0)).as("no element that reads Markdown").doesNotContain("TextBlock\",\"text");
            assertThat(web.types).containsExactly("application/json; charset=utf-8");
        }
    }

    @Test
    void a_card_of_very_many_causes_is_no_larger_than_teams_takes() {
        List<Message.Cause> causes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            causes.add(new Message.Cause(
                    new Condition("k" + i, "æ".repeat(3000), "ø".repeat(3000), "", "", Severity.WARNING),
                    NIGHT,
                    false));
        }
        String card =
                TeamsCard.of(new Message("<1@vm1>", Message.Kind.REMINDER, NIGHT, "vm1", "/home", causes, List.of()));
        assertThat(card.getBytes(StandardCharsets.UTF_8).length).isLessThan(28_000);
        assertThat(card).contains("more: maaltal status", "STILL WARNING");
    }

    @Test
    void plain_json_has_every_field_by_its_name() throws Exception {
        try (Web web = new Web(200)) {
            new WebhookChannel(new AlertSettings.Webhook(Secret.of(web.url()), "json"))
                    .send(message(Message.Kind.ALERT, "æøå"));
            JsonNode body = JsonMapper.builder().build().readTree(web.bodies.get(0));
            assertThat(body.propertyNames())
                    .containsExactly("product", "kind", "id", "subject", "at", "host", "home", "answers", "causes");
            assertThat(body.get("causes").get(0).propertyNames())
                    .containsExactly("key", "severity", "what", "meaning", "cause", "next", "since", "back");
            assertThat(body.get("kind").asString()).isEqualTo("alert");
            assertThat(body.get("at").asString()).isEqualTo("2026-11-23T01:41:00Z");
            assertThat(body.get("causes").get(0).get("what").asString()).isEqualTo("æøå");
        }
    }

    @ParameterizedTest
    @CsvSource({"302", "404", "429", "500"})
    void any_other_answer_is_a_failure_that_names_no_address_and_is_not_followed(int status) throws Exception {
        try (Web web = new Web(status);
                Logged logged = new Logged()) {
            WebhookChannel channel = new WebhookChannel(new AlertSettings.Webhook(Secret.of(web.url()), "teams"));
            assertThatThrownBy(() -> channel.send(message(Message.Kind.ALERT, "x")))
                    .isInstanceOf(Channel.NotSent.class)
                    .hasMessage("the webhook answered " + status);
            assertThat(web.bodies).hasSize(1);
            web.close();
            assertThatThrownBy(() -> channel.send(message(Message.Kind.ALERT, "x")))
                    .hasMessageContaining("did not answer")
                    .hasMessageNotContaining(PATH);
            assertThat(logged.lines("com.sun.net.httpserver")).noneMatch(line -> line.contains(PATH));
        }
    }

    /** An address that answers with one status; a redirect leads to itself. */
    private static final class Web implements AutoCloseable {
        final List<String> bodies = new CopyOnWriteArrayList<>();
        final List<String> types = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Web(int status) throws java.io.IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                exchange.getResponseHeaders().add("Location", url());
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Everything that is logged at the most talkative of settings, by SLF4J and by java.util.logging. */
    private static final class Logged implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final java.util.logging.Logger jul = java.util.logging.Logger.getLogger("");
        private final @Nullable Level level = root.getLevel();
        private final java.util.logging.@Nullable Level julLevel = jul.getLevel();
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
        private final List<String> records = new CopyOnWriteArrayList<>();
        private final Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                records.add(line.getLoggerName() + " " + line.getMessage() + " "
                        + java.util.Arrays.toString(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        Logged() {
            appender.start();
            root.addAppender(appender);
            root.setLevel(Level.TRACE);
            handler.setLevel(java.util.logging.Level.ALL);
            jul.addHandler(handler);
            jul.setLevel(java.util.logging.Level.ALL);
        }

        List<String> lines(String without) {
            return Stream.concat(
                            List.copyOf(appender.list).stream()
                                    .filter(event -> !event.getLoggerName().startsWith(without))
                                    .map(event -> event.getLoggerName() + " " + event.getFormattedMessage()
                                            + event.getThrowableProxy()),
                            records.stream().filter(line -> !line.startsWith(without)))
                    .toList();
        }

        @Override
        public void close() {
            root.detachAppender(appender);
            root.setLevel(level);
            jul.removeHandler(handler);
            jul.setLevel(julLevel);
        }
    }
}
