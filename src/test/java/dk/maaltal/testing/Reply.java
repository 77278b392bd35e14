package dk.maaltal.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * An answer as it goes over the wire.
 *
 * @param ending how the sending goes
 */
record Reply(int status, String type, byte[] body, Map<String, String> headers, Ending ending) {

    enum Ending {
        WHOLE,
        /** Nothing is sent. */
        NONE,
        HALF_OF_LENGTH,
        HALF_IN_CHUNKS
    }

    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>Jobindsats</title></head><body>%s</body></html>";

    static Reply json(int status, String body) {
        return new Reply(status, "application/json; charset=utf-8", bytes(body), Map.of(), Ending.WHOLE);
    }

    static Reply misbehaving(
            Fault fault, Supplier<Reply> well, BiFunction<Integer, String, String> envelope, int retryAfter) {
        return switch (fault) {
            case UNAUTHORIZED -> json(401, envelope.apply(401, "Invalid bearer token"));
            case FORBIDDEN -> text(403, "You do not have permission to view this directory or page.");
            case NOT_FOUND -> json(404, envelope.apply(404, "Unknown table"));
            case REJECTED -> json(422, envelope.apply(422, "Unknown hierarchies: ['_nykom']"));
            case TOO_LARGE -> json(422, envelope.apply(422, "The request is too large: the limit is 1 cells."));
            case THROTTLED -> throttled(envelope, Integer.toString(retryAfter));
            case THROTTLED_UNTIL_DATE -> throttled(envelope, "Thu, 01 Jan 2015 00:00:00 GMT");
            case BROKEN -> json(500, envelope.apply(500, "Internal server error"));
            case UNAVAILABLE -> page(503, "Service unavailable");
            case SLOW -> well.get();
            case RESET -> well.get().ending(Ending.NONE);
            case TRUNCATED_LENGTH -> well.get().ending(Ending.HALF_OF_LENGTH);
            case TRUNCATED_CHUNKS -> well.get().ending(Ending.HALF_IN_CHUNKS);
            case CUT_JSON -> well.get().half();
            case EMPTY -> new Reply(200, "application/json", new byte[0], Map.of(), Ending.WHOLE);
            case HTML -> page(200, "Log ind");
            default -> throw new IllegalArgumentException(fault + " is of the content");
        };
    }

    private static Reply throttled(BiFunction<Integer, String, String> envelope, String retryAfter) {
        return new Reply(
                429,
                "application/json",
                bytes(envelope.apply(429, "Too many requests")),
                Map.of("Retry-After", retryAfter),
                Ending.WHOLE);
    }

    private static Reply text(int status, String text) {
        return new Reply(status, "text/plain", bytes(text), Map.of(), Ending.WHOLE);
    }

    private static Reply page(int status, String text) {
        return new Reply(status, "text/html", bytes(PAGE.formatted(text)), Map.of(), Ending.WHOLE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Reply ending(Ending other) {
        return new Reply(status, type, body, headers, other);
    }

    private Reply half() {
        return new Reply(status, type, java.util.Arrays.copyOf(body, body.length / 2), headers, ending);
    }

    /** @throws IOException also on purpose: the server then drops the connection */
    void send(HttpExchange exchange) throws IOException {
        if (ending == Ending.NONE) {
            throw new IOException("reset on purpose");
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        headers.forEach(exchange.getResponseHeaders()::set);
        long length = body.length == 0 ? -1 : body.length;
        exchange.sendResponseHeaders(status, ending == Ending.HALF_IN_CHUNKS ? 0 : length);
        OutputStream out = exchange.getResponseBody();
        if (ending == Ending.WHOLE) {
            out.write(body);
        } else {
            out.write(body, 0, body.length / 2);
            out.flush();
            throw new IOException("truncated on purpose");
        }
    }
}
