package dk.maaltal.watch.alert;

import dk.maaltal.source.register.Masked;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail by SMTP, with TLS unless told otherwise: plain text, in threads. */
final class MailChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
    private static final String TIMEOUT_MILLIS = "10000";

    private final AlertSettings.Mail settings;
    private final String host;
    private final @Nullable SSLSocketFactory trusting;

    /**
     * @param host what this machine calls itself
     * @param trusting whom to trust, or null for whom Java trusts
     */
    MailChannel(AlertSettings.Mail settings, String host, @Nullable SSLSocketFactory trusting) {
        this.settings = settings;
        this.host = host;
        this.trusting = trusting;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Message message) throws NotSent {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport(settings.tls().equals("implicit") ? "smtps" : "smtp")) {
            MimeMessage mail = mail(session, message);
            boolean named = !settings.user().isBlank();
            String password = settings.password()
                    .value()
                    .orElseGet(() -> ""); // an empty one is refused by name below, and by check config
            if (named && password.isEmpty()) {
                throw new NotSent("the password in maaltal.alert.mail.password cannot be read");
            }
            transport.connect(
                    settings.host(),
                    settings.portOrStandard(),
                    named ? settings.user() : null,
                    named ? password : null);
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (SendFailedException e) {
            someGotIt(e);
        } catch (MessagingException e) {
            throw new NotSent(why(e));
        }
    }

    /** One mailbox that is gone keeps nobody else from being told. */
    private void someGotIt(SendFailedException e) throws NotSent {
        Address[] sent = e.getValidSentAddresses();
        if (sent == null || sent.length == 0) {
            throw new NotSent(why(e));
        }
        List<Address> missed = new ArrayList<>();
        Stream.of(e.getInvalidAddresses(), e.getValidUnsentAddresses())
                .filter(addresses -> addresses != null)
                .forEach(addresses -> missed.addAll(List.of(addresses)));
        LOG.warn(
                "the alert went out, but the mail server takes nothing for {}: mend maaltal.alert.mail.to",
                missed.stream().map(Address::toString).collect(Collectors.joining(", ")));
    }

    private Properties properties() {
        boolean implicit = settings.tls().equals("implicit");
        String prefix = implicit ? "mail.smtps." : "mail.smtp.";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "writetimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "localhost", host);
        properties.setProperty(prefix + "sendpartial", "true");
        properties.setProperty(
                prefix + "auth", Boolean.toString(!settings.user().isBlank()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(
                prefix + "starttls.enable",
                Boolean.toString(!implicit && !settings.tls().equals("none")));
        properties.setProperty(
                prefix + "starttls.required", Boolean.toString(settings.tls().equals("required")));
        if (trusting != null) {
            properties.put(prefix + "ssl.socketFactory", trusting);
        }
        return properties;
    }

    private MimeMessage mail(Session session, Message message) throws MessagingException {
        MimeMessage mail = new Identified(session, message.id());
        mail.setFrom(new InternetAddress(settings.from(), true));
        for (String to : settings.to()) {
            mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to, true));
        }
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        String answered = message.firstAnswered();
        if (answered != null) {
            mail.setHeader("In-Reply-To", answered);
            mail.setHeader("References", String.join("\r\n ", message.answers()));
        }
        mail.setText(MessageText.of(message), StandardCharsets.UTF_8.name());
        mail.saveChanges();
        return mail;
    }

    /** What went wrong, without what the server says word for word: it may repeat what it was told. */
    private String why(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return "the mail server refused user or password (maaltal.alert.mail.user, .password)";
        }
        String said = Masked.shown(String.valueOf(e.getMessage()));
        for (String secret : List.of(settings.password().value().orElse(""), settings.user())) {
            said = secret.isEmpty() ? said : said.replace(secret, "***");
        }
        return "mail server %s, port %d: %s".formatted(settings.host(), settings.portOrStandard(), said);
    }

    /** A mail whose id is ours: one that is sent twice by mischance is known again. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
