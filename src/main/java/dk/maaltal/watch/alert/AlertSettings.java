package dk.maaltal.watch.alert;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where alerts go: by mail, to a webhook, to both, or only into the log. What is wrong with them is told by
 * {@link #problems()} and stops no run.
 */
@ConfigurationProperties("maaltal.alert")
record AlertSettings(@DefaultValue Mail mail, @DefaultValue Webhook webhook) {
    private static final String PREFIX = "maaltal.alert.";

    /**
     * @param host of the mail server; empty for no mail
     * @param port its port; 0 for 587, or 465 where TLS is implicit
     * @param tls {@code required}: STARTTLS or nothing is sent; {@code implicit}: TLS from the first byte;
     *     {@code opportunistic}: STARTTLS where the server offers it; {@code none}
     * @param user name at the server; empty for none
     * @param password of the user, or {@code file:/path} to it; never sent over a connection without TLS
     * @param from sender
     * @param to everyone who gets it
     */
    record Mail(
            @DefaultValue("") String host,
            @DefaultValue("0") int port,
            @DefaultValue("required") String tls,
            @DefaultValue("") String user,
            @DefaultValue("") Secret password,
            @DefaultValue("") String from,
            List<String> to) {
        Mail {
            to = to == null ? List.of() : to.stream().map(String::strip).toList();
        }

        boolean isOn() {
            return !host.isBlank();
        }

        /** The port that is asked. */
        int portOrStandard() {
            return port != 0 ? port : tls.equals("implicit") ? 465 : 587;
        }

        /** Neither user nor password. */
        @Override
        public String toString() {
            return "Mail[host=%s, port=%d, tls=%s]".formatted(host, portOrStandard(), tls);
        }

        private List<Problem> problems() {
            List<Problem> problems = new ArrayList<>();
            if (!isOn()) {
                if (!to.isEmpty() || !from.isBlank()) {
                    problems.add(wrong("mail.host", "there is a sender or recipient, but no mail server", "its name"));
                }
                return problems;
            }
            if (port < 0 || port > 65_535) {
                problems.add(wrong("mail.port", "%d is no port".formatted(port), "1 to 65535"));
            }
            boolean encrypted = tls.equals("required") || tls.equals("implicit");
            if (!encrypted && !tls.equals("opportunistic") && !tls.equals("none")) {
                problems.add(wrong(
                        "mail.tls", "'%s' is not known".formatted(tls), "required, implicit, opportunistic or none"));
            } else if (!encrypted && (password.isSet() || !user.isBlank())) {
                problems.add(wrong(
                        "mail.tls",
                        "'%s' might send the password in the clear".formatted(tls),
                        "required or implicit where there is a user"));
            }
            if (user.isBlank() == password.isSet()) {
                problems.add(wrong("mail.password", "user and password go together", "both or neither"));
            } else if (password.isSet() && password.value().isEmpty()) {
                problems.add(wrong("mail.password", "it cannot be read", "a file with the password on one line"));
            }
            address(from).ifPresent(why -> problems.add(wrong("mail.from", why, "maaltal@kommune.dk")));
            if (to.isEmpty()) {
                problems.add(wrong("mail.to", "there is nobody to send to", "one address or more, with commas"));
            }
            to.forEach(one -> address(one).ifPresent(why -> problems.add(wrong("mail.to", why, "drift@kommune.dk"))));
            return problems;
        }

        private static Optional<String> address(String text) {
            try {
                InternetAddress[] parsed = InternetAddress.parse(text, true);
                boolean one = parsed.length == 1 && parsed[0].getAddress().matches("[^@\\s]+@[^@\\s]+");
                return one ? Optional.empty() : Optional.of("'%s' is no mail address".formatted(text));
            } catch (AddressException e) {
                return Optional.of("'%s' is no mail address".formatted(text));
            }
        }
    }

    /**
     * @param url the address, or {@code file:/path} to it; whoever knows it may write there, so it is a secret. Empty for
     *     no webhook
     * @param format {@code teams}: a message with an Adaptive Card; {@code json}: every field by its name
     */
    record Webhook(
            @DefaultValue("") Secret url,
            @DefaultValue("teams") String format) {
        boolean isOn() {
            return url.isSet();
        }

        /** The address, where it may be used: https, or http on this machine. */
        Optional<URI> address() {
            try {
                return url.value().map(URI::create).filter(Webhook::isSafe);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static boolean isSafe(URI uri) {
            String host = uri.getHost();
            return host != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme())
                                    && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]")));
        }

        private List<Problem> problems() {
            List<Problem> problems = new ArrayList<>();
            if (isOn() && address().isEmpty()) {
                problems.add(wrong(
                        "webhook.url",
                        "it is no address that an alert can be sent to",
                        "https://…, or a file with it on one line"));
            }
            if (!format.equals("teams") && !format.equals("json")) {
                problems.add(wrong("webhook.format", "'%s' is not known".formatted(format), "teams or json"));
            }
            return problems;
        }
    }

    /** Everything that is wrong with them. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(mail.problems());
        problems.addAll(webhook.problems());
        return problems;
    }

    private static Problem wrong(String setting, String what, String expected) {
        return Problem.declaration(
                PREFIX + setting, what, expected, "mend the setting, then: maaltal check config --send-test-alert");
    }
}
