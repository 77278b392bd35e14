package dk.maaltal.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param request as it is kept and shown, see {@link Answer#request()}
 * @param address the whole address
 * @param json the body, or null for a GET
 * @param authorization the header's value; sent to this address and to no other
 * @param secrets what must never be shown, should a message repeat it
 */
public record Question(
        String request, String address, @Nullable String json, String authorization, List<String> secrets) {
    public Question {
        secrets = List.copyOf(secrets);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return request;
    }

    String redacted(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }
}
