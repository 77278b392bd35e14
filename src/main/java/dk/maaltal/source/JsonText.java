package dk.maaltal.source;

import dk.maaltal.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies that should be JSON and says in which way they are not. */
public final class JsonText {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int PEEK = 512;

    private JsonText() {}

    /** What is done with the parser of a body. */
    public interface Use<T> {
        T with(JsonParser parser) throws UnreadableAnswer;
    }

    /**
     * Streams a body.
     *
     * @param where for the problem
     * @throws UnreadableAnswer EMPTY, NOT_JSON, TRUNCATED, or what {@code use} says
     */
    public static <T> T read(InputStream body, String where, Use<T> use) throws UnreadableAnswer {
        TailStream tail = new TailStream(body);
        try {
            InputStream in = new BufferedInputStream(tail, 1 << 16);
            refuseOther(in, where);
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
                T result = use.with(parser);
                if (parser.nextToken() != null) {
                    throw notJson(where, "there is more text after the JSON's end");
                }
                return result;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnexpectedEndOfInputException e) {
            throw truncated(where, e);
        } catch (JacksonIOException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (StreamReadException e) {
            // Cut in the middle of a number or a word, a body looks misspelt.
            throw closed(tail)
                    ? notJson(where, "the answer is not JSON at %s: %s".formatted(place(e), e.getOriginalMessage()))
                    : truncated(where, e);
        } catch (JacksonException e) {
            throw notJson(where, "the answer is not JSON that can be read: " + shortened(e.getOriginalMessage()));
        }
    }

    private static boolean closed(TailStream tail) {
        try {
            return tail.endsClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnreadableAnswer truncated(String where, JacksonException e) {
        return unreadable(
                Outcome.TRUNCATED,
                where,
                "the answer breaks off in the middle (%s)".formatted(place(e)),
                "it is asked again; if it stays so, tell the source the request");
    }

    /** Reads a body whole; for metadata, which is small. */
    public static JsonNode tree(InputStream body, String where) throws UnreadableAnswer {
        return read(body, where, parser -> MAPPER.readerFor(JsonNode.class).readValue(parser));
    }

    private static void refuseOther(InputStream in, String where) throws IOException, UnreadableAnswer {
        in.mark(PEEK);
        String head = new String(in.readNBytes(PEEK), StandardCharsets.UTF_8);
        in.reset();
        String text = head.replace("\uFEFF", "").strip();
        if (text.isEmpty()) {
            throw unreadable(
                    Outcome.EMPTY,
                    where,
                    "the answer has no text although it claims to be fine",
                    "it is asked again; if it stays so, tell the source the request");
        }
        if (text.startsWith("<")) {
            throw notJson(where, "the answer is a web page, not data: " + shortened(text));
        }
        if (!text.startsWith("{") && !text.startsWith("[")) {
            throw notJson(where, "the answer is text, not data: " + shortened(text));
        }
    }

    private static String place(JacksonException e) {
        return "line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /** The first 120 characters, on one line. */
    public static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}+|\\s+", " ").strip();
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }

    private static UnreadableAnswer notJson(String where, String what) {
        return unreadable(
                Outcome.NOT_JSON,
                where,
                what,
                "it is asked again; if it stays so, see whether a proxy or a maintenance page answers instead of"
                        + " the source");
    }

    private static UnreadableAnswer unreadable(Outcome outcome, String where, String what, String next) {
        return new UnreadableAnswer(outcome, Problem.upstream(where, what, "JSON", next));
    }

    /** The text or number under a key, stripped; null when it is not there or blank. */
    public static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isString() && !value.isNumber()) {
            return null;
        }
        // Control characters have no business in a label, and one of them PostgreSQL cannot store.
        String text = CONTROLS.matcher(value.asString()).replaceAll(" ").strip();
        return text.isEmpty() ? null : text;
    }

    /** The date under a key, a clock time behind it ignored; null when it is not there or not a date. */
    public static @Nullable LocalDate date(JsonNode node, String key) {
        String text = text(node, key);
        if (text == null || text.length() < 10) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
