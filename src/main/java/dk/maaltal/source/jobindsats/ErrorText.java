package dk.maaltal.source.jobindsats;

import dk.maaltal.source.JsonText;
import dk.maaltal.source.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a status and the text of an error answer mean. */
final class ErrorText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** No size error was ever recorded, so these are the words one would use, in either language. */
    private static final Pattern SIZE = Pattern.compile(
            "\\bcells?\\b|\\bceller?\\b|\\brows?\\b|\\brækker?\\b|\\bsize\\b|størrelse"
                    + "|too (many|much|large|big)|for (mange|meget|stor)|limit|\\bmax|maks|exceed|overskrid",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** These speak of the length of the history, or of an id that may well hold such a word. */
    private static final Pattern NOT_SIZE = Pattern.compile(
            "(only|kun) \\d+ period|^\\W*(unknown|ukendt)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    /** Style sheets of error pages are full of sizes. */
    private static final Pattern MARKUP =
            Pattern.compile("<style.*?</style>|<script.*?</script>|<[^>]*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ErrorText() {}

    /** Which outcome an answer's status is; OK for 2xx. */
    static Outcome outcome(int status, String text) {
        if (status >= 200 && status < 300) {
            return Outcome.OK;
        }
        return switch (status) {
            case 401 -> Outcome.UNAUTHORIZED;
            case 403 -> Outcome.FORBIDDEN;
            case 404 -> Outcome.NOT_FOUND;
            case 408 -> Outcome.TIMEOUT;
            case 413, 414 -> Outcome.TOO_LARGE;
            case 400, 422 -> speaksOfSize(cause(text).orElse(text)) ? Outcome.TOO_LARGE : Outcome.REJECTED;
            case 429 -> Outcome.THROTTLED;
            default -> status >= 500 ? Outcome.SERVER_ERROR : Outcome.REJECTED;
        };
    }

    private static boolean speaksOfSize(String cause) {
        String words = MARKUP.matcher(cause).replaceAll(" ");
        return SIZE.matcher(words).find() && !NOT_SIZE.matcher(words).find();
    }

    /** For people: status, cause and request id where the source gives them, else the beginning of its text. */
    static String detail(int status, String text) {
        JsonNode envelope = envelope(text);
        StringBuilder detail = new StringBuilder("status ").append(status);
        cause(text)
                .or(() -> Optional.of(text).filter(t -> !t.isBlank()))
                .ifPresent(c -> detail.append(", ").append(JsonText.shortened(c)));
        String id = envelope == null ? null : JsonText.text(envelope, "request_id");
        return id == null
                ? detail.toString()
                : detail.append(", request_id ").append(JsonText.shortened(id)).toString();
    }

    private static Optional<String> cause(String text) {
        JsonNode envelope = envelope(text);
        return envelope == null ? Optional.empty() : Optional.ofNullable(JsonText.text(envelope, "cause"));
    }

    private static @Nullable JsonNode envelope(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }
}
