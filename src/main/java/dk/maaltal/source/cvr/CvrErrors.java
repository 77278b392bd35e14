package dk.maaltal.source.cvr;

import dk.maaltal.source.JsonText;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.register.Masked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a status and the text of an error answer mean: ElasticSearch's JSON, or a web page of the server before it. */
final class CvrErrors {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String WINDOW = "Result window is too large";

    private CvrErrors() {}

    static Outcome outcome(int status, String text) {
        if (status >= 200 && status < 300) {
            return Outcome.OK;
        }
        return switch (status) {
            case 401 -> Outcome.UNAUTHORIZED;
            case 403 -> Outcome.FORBIDDEN;
            case 404 -> Outcome.NOT_FOUND;
            case 408 -> Outcome.TIMEOUT;
            case 413 -> Outcome.TOO_LARGE;
            case 429 -> Outcome.THROTTLED;
            default ->
                status < 500 ? Outcome.REJECTED : text.contains(WINDOW) ? Outcome.TOO_LARGE : Outcome.SERVER_ERROR;
        };
    }

    /** Numbers with the form of P-numbers are not repeated: CPR numbers have the same. */
    static String detail(int status, String text) {
        String said = reason(text);
        if (said == null) {
            said = text.replaceAll("<[^>]*>", " ");
        }
        String line = JsonText.shortened(Masked.text(said));
        return line.isEmpty() ? "status " + status : "status %d, %s".formatted(status, line);
    }

    private static @Nullable String reason(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            JsonNode error = MAPPER.readTree(text).path("error");
            String type = JsonText.text(error, "type");
            String reason = JsonText.text(error, "reason");
            return type == null || reason == null ? null : type + ": " + reason;
        } catch (JacksonException e) {
            return null;
        }
    }
}
