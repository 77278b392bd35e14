package dk.maaltal.staging;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How small things are written to and read from columns. */
final class Text {
    static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private Text() {}

    static String of(Collection<String> codes) {
        return String.join(" ", codes);
    }

    static TreeSet<String> set(String text) {
        return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(text.split(" ")));
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
