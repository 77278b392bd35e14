package dk.maaltal.watch.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A POST of JSON to an address that is itself the secret: it is in no message and no log, and no redirect is followed. */
final class WebhookChannel implements Channel {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Where Java's client writes every address it asks, once all is logged. Held, or its level would be forgotten. */
    private static final Logger TELLTALE = Logger.getLogger("jdk.internal.httpclient.debug");

    private final AlertSettings.Webhook settings;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    WebhookChannel(AlertSettings.Webhook settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Message message) throws NotSent {
        // Each time: a logging system that starts anew takes levels back.
        TELLTALE.setLevel(Level.OFF);
        URI address = settings.address()
                .orElseThrow(() -> new NotSent("the address in maaltal.alert.webhook.url cannot be used"));
        String body = settings.format().equals("json") ? PlainJson.of(message) : TeamsCard.of(message);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new NotSent("the webhook answered %d".formatted(status));
            }
        } catch (IOException e) {
            // Its message may name the address.
            throw new NotSent(
                    "the webhook did not answer (%s)".formatted(e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent("interrupted");
        }
    }
}
