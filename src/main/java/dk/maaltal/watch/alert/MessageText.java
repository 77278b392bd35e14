package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;

/** A message as the plain text of a mail. */
final class MessageText {
    private MessageText() {}

    static String of(Message message) {
        StringBuilder text = new StringBuilder(opening(message)).append("\n");
        int number = 0;
        for (Message.Cause cause : message.causes()) {
            number++;
            text.append('\n');
            if (message.causes().size() > 1) {
                text.append("%d of %d, %s\n"
                        .formatted(
                                number,
                                message.causes().size(),
                                cause.condition().severity()));
            }
            append(message, cause, text);
        }
        return text.append("\n-- \n")
                .append("Måltal on %s, home %s\n".formatted(message.host(), message.home()))
                .append("%s (Copenhagen)\n".formatted(DanishTime.minute(message.at())))
                .append("How things stand now: maaltal status\n")
                .toString();
    }

    /** What kind of message it is, in a sentence. */
    static String opening(Message message) {
        boolean one = message.causes().size() == 1;
        return switch (message.kind()) {
            case ALERT -> one ? "Something needs looking at." : "Several things need looking at.";
            case REMINDER ->
                one
                        ? "This is still so. The next reminder comes in a day."
                        : "These are still so. The next reminder comes in a day.";
            case ALL_CLEAR -> one ? "This is over." : "These are over.";
            case TEST -> "A person asked for this test alert. Nothing is wrong.";
        };
    }

    private static void append(Message message, Message.Cause cause, StringBuilder text) {
        Condition c = cause.condition();
        if (message.kind() == Message.Kind.ALL_CLEAR) {
            section("Over", c.what(), text);
            section("It began", DanishTime.minute(cause.since()), text);
            return;
        }
        section(cause.back() ? "What happened (it is back)" : "What happened", c.what(), text);
        section("What it means", c.meaning(), text);
        section("Likely cause", c.cause(), text);
        section("Next", c.next(), text);
        section("Since", DanishTime.minute(cause.since()), text);
    }

    private static void section(String heading, String body, StringBuilder text) {
        if (!body.isEmpty()) {
            text.append(heading).append("\n  ").append(body).append('\n');
        }
    }
}
