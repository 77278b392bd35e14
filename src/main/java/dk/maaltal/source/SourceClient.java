package dk.maaltal.source;

import static java.util.Objects.requireNonNullElse;

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
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source one thing once. Whatever comes is kept before anyone looks at it; no more requests are under way at
 * once than its manner allows.
 */
final class SourceClient {
    private static final MediaType JSON = MediaType.get("application/json");
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

    private final Manner manner;
    private final AnswerKeeper keeper;
    private final Clock clock;
    private final OkHttpClient http;
    private final Semaphore places;
    private final String userAgent;

    SourceClient(Manner manner, AnswerKeeper keeper, Clock clock) {
        this.manner = manner;
        this.keeper = keeper;
        this.clock = clock;
        this.places = new Semaphore(manner.concurrency(), true);
        this.userAgent = "Maaltal/%s (+employment plan follow-up)"
                .formatted(requireNonNullElse(getClass().getPackage().getImplementationVersion(), "dev"));
        this.http = new OkHttpClient.Builder()
                .connectTimeout(manner.connectTimeout())
                .readTimeout(manner.readTimeout())
                .writeTimeout(manner.readTimeout())
                .retryOnConnectionFailure(false)
                // A credential must not follow to another host.
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /**
     * Asks.
     *
     * @param atMost after which the whole call is given up as a TIMEOUT
     * @throws IOException when the answer could not be kept
     * @throws InterruptedException when the run is told to stop
     */
    Exchange ask(Question question, Duration atMost) throws IOException, InterruptedException {
        places.acquire();
        try {
            Call call = http.newCall(request(question));
            call.timeout().timeout(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
            return exchange(call, question);
        } finally {
            places.release();
        }
    }

    private Request request(Question question) {
        Request.Builder request = new Request.Builder()
                .url(HttpUrl.get(question.address()))
                .header("Authorization", question.authorization())
                .header("Accept", "application/json")
                .header("User-Agent", userAgent);
        return question.json() == null
                ? request.build()
                : request.post(RequestBody.create(question.json(), JSON)).build();
    }

    private Exchange exchange(Call call, Question question) throws IOException {
        Response response;
        try {
            response = call.execute();
        } catch (IOException e) {
            return new Exchange(beforeAnswer(e), question.redacted(said(e)), null, null);
        }
        try (response) {
            WatchedBody body = new WatchedBody(response.body().byteStream());
            Answer answer = keeper.keep(manner.source(), question.request(), response.code(), body);
            String text = response.isSuccessful() ? "" : question.redacted(beginning(answer));
            Outcome outcome = manner.rules().outcome(response.code(), text);
            if (outcome != Outcome.OK) {
                return new Exchange(
                        outcome, manner.rules().detail(response.code(), text), answer, retryAfter(response));
            }
            IOException failure = body.failure();
            if (failure != null || !answer.complete()) {
                String detail = failure == null ? "" : question.redacted(said(failure));
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
