package dk.maaltal.watch.alert;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on this machine that keeps what it gets. */
public final class MailServer implements AutoCloseable {
    private static final String KEY_PASSWORD = "a key of a test";

    private final List<byte[]> mails = new CopyOnWriteArrayList<>();
    private final SMTPServer server;
    private volatile boolean refusing;

    private MailServer(@Nullable SSLContext tls, @Nullable String password) {
        SMTPServer.Builder builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .messageHandlerFactory(Handler::new);
        if (tls != null) {
            builder.enableTLS().requireTLS().startTlsSocketFactory(tls);
        }
        if (password != null) {
            builder.requireAuth()
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, given, context) -> {
                        if (!given.equals(password)) {
                            // As rude as can be: it repeats what it was told.
                            throw new LoginFailedException("no such password: " + given);
                        }
                    }));
        }
        server = builder.build();
        server.start();
    }

    /** One without TLS and without users. */
    public static MailServer plain() {
        return new MailServer(null, null);
    }

    /** One that takes nothing before STARTTLS and a password. */
    static MailServer encrypted(SSLContext tls, String password) {
        return new MailServer(tls, password);
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** Takes no recipient any more, or again. */
    void refuse(boolean now) {
        refusing = now;
    }

    /** What came, parsed. */
    public List<MimeMessage> mails() {
        return mails.stream().map(MailServer::parsed).toList();
    }

    /** What came, byte by byte as text. */
    String raw() {
        StringBuilder all = new StringBuilder();
        mails.forEach(mail -> all.append(new String(mail, java.nio.charset.StandardCharsets.US_ASCII)));
        return all.toString();
    }

    private static MimeMessage parsed(byte[] mail) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        Handler(MessageContext context) {}

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            if (refusing || recipient.startsWith("gone@")) {
                throw new RejectException(550, "no such mailbox");
            }
        }

        @Override
        public @Nullable String data(InputStream data) throws IOException {
            mails.add(data.readAllBytes());
            return null;
        }

        @Override
        public void done() {}
    }

    /** A server's certificate for localhost, and who trusts it. */
    record Certificate(SSLContext server, SSLSocketFactory trusting) {
        static Certificate make(Path folder) throws Exception {
            Path store = folder.resolve("key.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            KEY_PASSWORD,
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, KEY_PASSWORD.toCharArray());
            }
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, KEY_PASSWORD.toCharArray());
            SSLContext server = SSLContext.getInstance("TLS");
            server.init(own.getKeyManagers(), null, null);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", keys.getCertificate("server"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, trust.getTrustManagers(), null);
            return new Certificate(server, client.getSocketFactory());
        }
    }
}
