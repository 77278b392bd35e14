package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as Microsoft Teams' Workflows take it ("Post to a channel when a webhook request is received"): an envelope
 * with one Adaptive Card. Texts are in RichTextBlocks, which read no Markdown: what a source wrote cannot become a link.
 */
final class TeamsCard {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Teams takes 28 KB. */
    private static final int MOST_BYTES = 25_000;

    private static final int MOST_CHARACTERS = 700;

    private TeamsCard() {}

    static String of(Message message) {
        int shown = message.causes().size();
        String card = card(message, shown);
        while (card.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES && shown > 1) {
            shown--;
            card = card(message, shown);
        }
        return card;
    }

    private static String card(Message message, int shown) {
        List<Object> body = new ArrayList<>();
        body.add(text(message.subject(), color(message), "Bolder"));
        body.add(text(MessageText.opening(message), null, null));
        for (Message.Cause cause : message.causes().subList(0, shown)) {
            body.add(container(message, cause));
        }
        int more = message.causes().size() - shown;
        if (more > 0) {
            body.add(text("And %d more: maaltal status".formatted(more), null, null));
        }
        body.add(facts(message));
        Map<String, @Nullable Object> attachment = new LinkedHashMap<>();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.put("contentUrl", null);
        attachment.put(
                "content",
                ordered(
                        "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                        "type", "AdaptiveCard",
                        "version", "1.4",
                        "msteams", Map.of("width", "Full"),
                        "body", body));
        return JSON.writeValueAsString(ordered("type", "message", "attachments", List.of(attachment)));
    }

    private static Map<String, Object> container(Message message, Message.Cause cause) {
        Condition c = cause.condition();
        List<Object> items = new ArrayList<>();
        items.add(text(c.what(), null, "Bolder"));
        if (message.kind() != Message.Kind.ALL_CLEAR) {
            add("It is back", cause.back() ? "it was called over a short while ago" : "", items);
            add("What it means", c.meaning(), items);
            add("Likely cause", c.cause(), items);
            add("Next", c.next(), items);
        }
        add("Since", DanishTime.minute(cause.since()), items);
        return ordered("type", "Container", "separator", true, "items", items);
    }

    private static void add(String heading, String body, List<Object> items) {
        if (!body.isEmpty()) {
            items.add(text(heading + ": " + body, null, null));
        }
    }

    private static Map<String, Object> text(String text, @Nullable String color, @Nullable String weight) {
        Map<String, Object> run = ordered("type", "TextRun", "text", Message.clip(text, MOST_CHARACTERS));
        if (color != null) {
            run.put("color", color);
        }
        if (weight != null) {
            run.put("weight", weight);
        }
        return ordered("type", "RichTextBlock", "inlines", List.of(run));
    }

    private static Map<String, Object> facts(Message message) {
        return ordered(
                "type",
                "FactSet",
                "facts",
                List.of(
                        ordered("title", "Host", "value", message.host()),
                        ordered("title", "Home", "value", message.home()),
                        ordered("title", "Time", "value", DanishTime.minute(message.at()) + " (Copenhagen)")));
    }

    private static String color(Message message) {
        return switch (message.kind()) {
            case ALL_CLEAR, TEST -> "Good";
            case ALERT, REMINDER ->
                switch (message.causes().get(0).condition().severity()) {
                    case FAILED -> "Attention";
                    case WARNING -> "Warning";
                    case ASKED -> "Accent";
                };
        };
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
