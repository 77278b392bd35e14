package dk.maaltal.watch.alert;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** A message as JSON with every field by its name, for other systems: docs/how-to/alerts.md. */
final class PlainJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlainJson() {}

    private record Body(
            String product,
            String kind,
            String id,
            String subject,
            String at,
            String host,
            String home,
            List<String> answers,
            List<Cause> causes) {}

    private record Cause(
            String key,
            String severity,
            String what,
            String meaning,
            String cause,
            String next,
            String since,
            boolean back) {}

    static String of(Message message) {
        return JSON.writeValueAsString(new Body(
                "maaltal",
                message.kind().name().toLowerCase(Locale.ROOT),
                message.id(),
                message.subject(),
                message.at().toString(),
                message.host(),
                message.home(),
                message.answers(),
                message.causes().stream().map(PlainJson::cause).toList()));
    }

    private static Cause cause(Message.Cause told) {
        return new Cause(
                told.condition().key(),
                told.condition().severity().name().toLowerCase(Locale.ROOT),
                told.condition().what(),
                told.condition().meaning(),
                told.condition().cause(),
                told.condition().next(),
                told.since().toString(),
                told.back());
    }
}
