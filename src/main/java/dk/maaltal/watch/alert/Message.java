package dk.maaltal.watch.alert;

import dk.maaltal.source.register.Masked;
import dk.maaltal.watch.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people are told at one moment, the same for every channel.
 *
 * @param id a mail's Message-ID, with its angle brackets
 * @param kind why it is sent
 * @param at when it was written
 * @param host the machine that noticed
 * @param home its home folder
 * @param causes at least one, the most pressing first
 * @param answers the ids of the messages that told of these causes first, none for a first one
 */
record Message(String id, Kind kind, Instant at, String host, String home, List<Cause> causes, List<String> answers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern MOMENT = Pattern.compile("(?<!\\d)(20\\d\\d-\\d\\d-\\d\\d) (\\d\\d:\\d\\d)(?!\\d)");
    private static final String CUT = "…";

    /** Why it is sent. */
    enum Kind {
        /** Something new is wrong. */
        ALERT(""),
        /** It is still wrong, a day later. */
        REMINDER("STILL "),
        /** It is over. */
        ALL_CLEAR("OVER"),
        /** A person wants to know whether it arrives. */
        TEST("TEST");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * One cause.
     *
     * @param condition what is told of it
     * @param since when it was first noticed
     * @param back whether it was called over a short while ago
     */
    record Cause(Condition condition, Instant since, boolean back) {}

    Message {
        causes = causes.stream()
                .sorted(Comparator.comparing((Cause cause) -> cause.condition().severity())
                        .thenComparing(Cause::since)
                        .thenComparing(cause -> cause.condition().key()))
                .map(cause -> new Cause(shown(cause.condition()), cause.since(), cause.back()))
                .toList();
        answers = answers.stream().distinct().toList();
        if (causes.isEmpty()) {
            throw new IllegalArgumentException("a message tells of something");
        }
    }

    private static Condition shown(Condition c) {
        return new Condition(
                c.key(), shown(c.what()), shown(c.meaning()), shown(c.cause()), shown(c.next()), c.severity());
    }

    /** Whatever a source or a file may have put into a text: no CPR number goes out, and no line of its own making. */
    private static String shown(String text) {
        // A word between them, or the digits of a date and a time of day are as many as a CPR number has.
        return Masked.shown(MOMENT.matcher(text).replaceAll("$1 at $2"));
    }

    /** {@code FAILED}, {@code STILL WARNING}, {@code OVER}. */
    String word() {
        return switch (kind) {
            case ALERT, REMINDER -> kind.word + causes.get(0).condition().severity();
            case ALL_CLEAR, TEST -> kind.word;
        };
    }

    /** One line: {@code [Måltal] FAILED 2026-11-23: what happened, and 3 more}. */
    String subject() {
        String more = causes.size() == 1 ? "" : ", and %d more".formatted(causes.size() - 1);
        return "[Måltal] %s %s: %s%s"
                .formatted(
                        word(),
                        DanishTime.day(at),
                        clip(causes.get(0).condition().what(), 110),
                        more);
    }

    /** The message this one answers first, or null. */
    @Nullable
    String firstAnswered() {
        return answers.isEmpty() ? null : answers.get(0);
    }

    /** The text, cut where it is longer. */
    static String clip(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - CUT.length()) + CUT;
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    static Message ofJson(String json) {
        return JSON.readValue(json, Message.class);
    }
}
