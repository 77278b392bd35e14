package dk.maaltal.source.jobindsats;

import static java.util.Objects.requireNonNullElse;

import dk.maaltal.source.Answer;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks Jobindsats one thing once. Whatever comes is kept before anyone looks at it; no more requests are under way at
 * once than the settings allow.
 */
final class JobindsatsClient {
    private static final String SOURCE = "jobindsats";
    private static final int ERROR_TEXT = 1 << 16;

    /**
     * What came of it.
     *
     * @param outcome OK when the status was; the body is not read yet
     * @param detail what the source or the connection said; empty when OK
     * @param answer what was kept; null when nothing came
     * @param retryAfter how long the source asks to be left alone, or null
     */
    record Exchange(
            Outcome outcome,
            String detail,
            @Nullable Answer answer,
            @Nullable Duration retryAfter) {}

    private final JobindsatsSettings settings;
    private final AnswerKeeper keeper;
    private final Clock clock;
    private final OkHttpClient http;
    private final Semaphore places;
    private final String userAgent;

    JobindsatsClient(JobindsatsSettings settings, AnswerKeeper keeper, Clock clock) {
        this.settings = settings;
        this.keeper = keeper;
        this.clock = clock;
        this.places = new Semaphore(settings.concurrency(), true);
        this.userAgent = "Maaltal/%s (+employment plan follow-up)"
                .formatted(requireNonNullElse(getClass().getPackage().getImplementationVersion(), "dev"));
        this.http = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .retryOnConnectionFailure(false)
                // A token must not follow to another host.
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /**
     * Asks.
     *
     * @param pathAndQuery what follows the base address
     * @param token the bearer token
     * @param atMost after which the whole call is given up as a TIMEOUT
     * @throws IOException when the answer could not be kept
     * @throws InterruptedException when the run is told to stop
     */
    Exchange ask(String pathAndQuery, String token, Duration atMost) throws IOException, InterruptedException {
        places.acquire();
        try {
            Call call = http.newCall(request(pathAndQuery, token));
            call.timeout().timeout(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
            return exchange(call, "GET /v3" + pathAndQuery, token);
        } finally {
            places.release();
        }
    }

    private Request request(String pathAndQuery, String token) {
        String base = settings.url().toString().replaceAll("/+$", "");
        return new Request.Builder()
                .url(HttpUrl.get(base + pathAndQuery))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", userAgent)
                .build();
    }

    private Exchange exchange(Call call, String request, String token) throws IOException {
        Response response;
        try {
            response = call.execute();
        } catch (IOException e) {
            return new Exchange(beforeAnswer(e), redacted(said(e), token), null, null);
        }
        try (response) {
            WatchedBody body = new WatchedBody(response.body().byteStream());
            Answer answer = keeper.keep(SOURCE, request, response.code(), body);
            String text = response.isSuccessful() ? "" : redacted(beginning(answer), token);
            Outcome outcome = ErrorText.outcome(response.code(), text);
            if (outcome != Outcome.OK) {
                return new Exchange(outcome, ErrorText.detail(response.code(), text), answer, retryAfter(response));
            }
            IOException failure = body.failure();
            if (failure != null || !answer.complete()) {
                String detail = failure == null ? "" : redacted(said(failure), token);
                return new Exchange(
                        failure instanceof InterruptedIOException ? Outcome.TIMEOUT : Outcome.TRUNCATED,
                        "%s after %d bytes".formatted(detail, answer.bytes()).strip(),
                        answer,
                        null);
            }
            return new Exchange(Outcome.OK, "", answer, null);
        }
    }

    private static Outcome beforeAnswer(IOException e) {
        String said = said(e).toLowerCase(Locale.ROOT);
        return e instanceof InterruptedIOException && !said.contains("connect") ? Outcome.TIMEOUT : Outcome.UNREACHABLE;
    }

    private static String said(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : "%s (%s)".formatted(JsonText.shortened(e.getMessage()), kind);
    }

    private static String redacted(String text, String token) {
        return text.replace(token, "***");
    }

    private String beginning(Answer answer) throws IOException {
        try (InputStream in = keeper.open(answer.sha256())) {
            return new String(in.readNBytes(ERROR_TEXT), StandardCharsets.UTF_8);
        }
    }

    /** Seconds, or a date; the date is taken against the source's own clock, for ours may be wrong or frozen. */
    private @Nullable Duration retryAfter(Response response) {
        String header = response.header("Retry-After");
        if (header == null) {
            return null;
        }
        if (header.strip().matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        }
        Instant until = response.headers().getInstant("Retry-After");
        if (until == null) {
            return null;
        }
        Instant now = requireNonNullElse(response.headers().getInstant("Date"), clock.instant());
        Duration wait = Duration.between(now, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
