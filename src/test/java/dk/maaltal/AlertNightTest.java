package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import dk.maaltal.watch.alert.MailServer;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As under cron: nights called from the command line, mail at a real server. */
@OnBothDatabases
class AlertNightTest {
    @TempDir
    Path tmp;

    @Test
    void a_night_that_lacks_something_is_told_by_mail_reminded_of_and_called_over() throws Exception {
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(3, LocalDate.of(2024, 1, 1)), 0);
                MailServer server = MailServer.plain()) {
            source.world().moveTo(0);
            TestHome home = new TestHome(tmp.resolve("home"), source);
            source.misbehave("otij01", Fault.UNAUTHORIZED);
            night(home, server, "2025-03-20");
            List<MimeMessage> first = server.mails();
            assertThat(first).hasSize(1);
            assertThat(first.get(0).getSubject()).startsWith("[Måltal] WARNING 2025-03-20: ");
            String text = first.get(0).getContent().toString();
            assertThat(text).contains("jobindsats, table otij01", "Next\r\n", "norddjurs-2024");
            assertThat(text).doesNotContain(JobindsatsSimulator.TOKEN);

            night(home, server, "2025-03-21");
            assertThat(server.mails()).hasSize(2);
            assertThat(server.mails().get(1).getSubject()).startsWith("[Måltal] STILL WARNING 2025-03-21: ");
            assertThat(server.mails().get(1).getHeader("In-Reply-To"))
                    .isEqualTo(first.get(0).getHeader("Message-ID"));

            source.behave();
            night(home, server, "2025-03-22");
            assertThat(server.mails().stream().map(AlertNightTest::subject))
                    .anyMatch(subject -> subject.startsWith("[Måltal] OVER 2025-03-22: "));

            TestHome.Ran test = home.run(words(server, "check", "config", "--send-test-alert"));
            assertThat(test.exit()).as(test.err() + test.out()).isZero();
            assertThat(test.out()).contains("test alert sent by mail");
            assertThat(subject(server.mails().get(server.mails().size() - 1))).startsWith("[Måltal] TEST 2025-03-22: ");
            TestHome.Ran wrong = home.run(words(server, "check", "config", "--maaltal.alert.mail.to=nobody"));
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.out()).contains("maaltal.alert.mail.to");
        }
    }

    private static void night(TestHome home, MailServer server, String day) {
        TestHome.Ran ran = home.at(day + "T04:00:00Z").run(words(server, "run", "nightly"));
        assertThat(ran.exit()).as(ran.err() + ran.out()).isEqualTo(3);
    }

    private static String[] words(MailServer server, String... words) {
        return Stream.concat(
                        Stream.of(words),
                        Stream.of(
                                        "--maaltal.alert.mail.host=localhost",
                                        "--maaltal.alert.mail.port=" + server.port(),
                                        "--maaltal.alert.mail.tls=none",
                                        "--maaltal.alert.mail.from=maaltal@norddjurs.example",
                                        "--maaltal.alert.mail.to=drift@norddjurs.example")
                                .filter(setting -> Stream.of(words)
                                        .noneMatch(word -> word.startsWith(setting.replaceFirst("=.*", "=")))))
                .toArray(String[]::new);
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
