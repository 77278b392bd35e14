package dk.maaltal.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Secret;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ''       | 0     | required      | ''   | ''    | ''      | ''            | -
                    smtp.x   | 0     | required      | me   | word  | a@x.dk  | b@x.dk        | -
                    smtp.x   | 25    | none          | ''   | ''    | a@x.dk  | b@x.dk,c@x.dk | -
                    smtp.x   | 0     | opportunistic | ''   | ''    | 'Måltal <a@x.dk>' | b@x.dk | -
                    smtp.x   | 0     | none          | me   | word  | a@x.dk  | b@x.dk        | mail.tls
                    smtp.x   | 0     | opportunistic | me   | word  | a@x.dk  | b@x.dk        | mail.tls
                    smtp.x   | 0     | ssl           | ''   | ''    | a@x.dk  | b@x.dk        | mail.tls
                    smtp.x   | 70000 | required      | ''   | ''    | a@x.dk  | b@x.dk        | mail.port
                    smtp.x   | 0     | required      | me   | ''    | a@x.dk  | b@x.dk        | mail.password
                    smtp.x   | 0     | required      | me   | file:/nowhere/at/all | a@x.dk | b@x.dk | mail.password
                    smtp.x   | 0     | required      | ''   | ''    | ''      | b@x.dk        | mail.from
                    smtp.x   | 0     | required      | ''   | ''    | nobody  | b@x.dk        | mail.from
                    smtp.x   | 0     | required      | ''   | ''    | a@x.dk  | ''            | mail.to
                    smtp.x   | 0     | required      | ''   | ''    | a@x.dk  | 'b@x.dk,c x@' | mail.to
                    ''       | 0     | required      | ''   | ''    | a@x.dk  | b@x.dk        | mail.host
                    """)
    void what_is_wrong_with_mail_is_named_by_its_setting(
            String host, int port, String tls, String user, String password, String from, String to, String wrong) {
        List<String> recipients = to.isEmpty() ? List.of() : List.of(to.split(",", -1));
        AlertSettings.Mail mail = new AlertSettings.Mail(host, port, tls, user, Secret.of(password), from, recipients);
        assertThat(new AlertSettings(mail, new AlertSettings.Webhook(Secret.NONE, "teams")).problems())
                .extracting(Problem::where)
                .isEqualTo(wrong == null ? List.of() : List.of("maaltal.alert." + wrong));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ''                         | teams | -
                    https://prod.example/a?b=c | json  | -
                    http://localhost:1/a       | teams | -
                    http://127.0.0.1:1/a       | teams | -
                    http://prod.example/a      | teams | webhook.url
                    ftp://prod.example/a       | teams | webhook.url
                    file:/nowhere/at/all       | teams | webhook.url
                    'https://a b'              | teams | webhook.url
                    https://prod.example/a     | xml   | webhook.format
                    """)
    void what_is_wrong_with_a_webhook_is_named_by_its_setting_and_never_shown(String url, String format, String wrong) {
        AlertSettings.Mail none = new AlertSettings.Mail("", 0, "required", "", Secret.NONE, "", List.of());
        List<Problem> problems = new AlertSettings(none, new AlertSettings.Webhook(Secret.of(url), format)).problems();
        assertThat(problems)
                .extracting(Problem::where)
                .isEqualTo(wrong == null ? List.of() : List.of("maaltal.alert." + wrong));
        assertThat(problems.toString()).doesNotContain("prod.example");
    }
}
