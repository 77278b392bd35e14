package dk.maaltal.watch.alert;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.watch.Condition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells what is wrong with the settings of alerts, and sends one to see whether it arrives. */
public final class AlertChecks {
    private final AlertSettings settings;
    private final List<Channel> channels;
    private final Writer writer;
    private final Clock clock;

    AlertChecks(AlertSettings settings, List<Channel> channels, Writer writer, Clock clock) {
        this.settings = settings;
        this.channels = List.copyOf(channels);
        this.writer = writer;
        this.clock = clock;
    }

    /** Everything that is wrong with {@code maaltal.alert.*}. */
    public List<Problem> problems() {
        return settings.problems();
    }

    /** Whether there is anybody to tell. */
    public boolean hasChannel() {
        return !channels.isEmpty();
    }

    /**
     * How a test alert fared.
     *
     * @param sent the channels that took it: {@code mail}, {@code webhook}
     * @param problems why the others did not, or that there are none
     */
    public record Tested(List<String> sent, List<Problem> problems) {}

    /** Sends a test alert by every channel. */
    public Tested test() {
        List<String> sent = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        if (channels.isEmpty()) {
            problems.add(Problem.declaration(
                    "maaltal.alert",
                    "no channel is set, so nobody would be told",
                    "maaltal.alert.mail.host or maaltal.alert.webhook.url",
                    "docs/how-to/alerts.md"));
        }
        Message message = new Message(
                writer.newId(),
                Message.Kind.TEST,
                clock.instant(),
                writer.host(),
                writer.home(),
                List.of(new Message.Cause(
                        new Condition(
                                "test",
                                "a test: Æ, ø and å arrive as they are",
                                "nothing; no report lacks anything",
                                "someone ran maaltal check config --send-test-alert",
                                "nothing",
                                Condition.Severity.ASKED),
                        clock.instant(),
                        false)),
                List.of());
        for (Channel channel : channels) {
            try {
                channel.send(message);
                sent.add(channel.name());
            } catch (Channel.NotSent e) {
                problems.add(new Problem(
                        Mover.DECLARATION,
                        String.valueOf(e.getMessage()),
                        "maaltal.alert." + channel.name(),
                        "",
                        "mend the setting, then send it again"));
            }
        }
        return new Tested(sent, problems);
    }
}
