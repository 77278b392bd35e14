package dk.maaltal.source.cvr;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Manner;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.PatientReader;
import dk.maaltal.source.PatientReader.Asked;
import dk.maaltal.source.Pause;
import dk.maaltal.source.Question;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks CVR with its user and password. */
final class CvrReader {
    static final String SOURCE = "cvr";

    private final CvrSettings settings;
    private final PatientReader reader;

    CvrReader(CvrSettings settings, AnswerKeeper keeper, Pause pause, RandomGenerator random, Clock clock) {
        this.settings = settings;
        this.reader = new PatientReader(
                new Manner(
                        SOURCE,
                        new CvrRules(),
                        1,
                        settings.connectTimeout(),
                        settings.readTimeout(),
                        settings.maxTries(),
                        settings.maxTotalTime(),
                        settings.firstPause(),
                        settings.maxPause(),
                        settings.pace()),
                keeper,
                pause,
                random,
                clock);
    }

    Duration deadline() {
        return reader.deadline();
    }

    /** The request as it is kept: {@code POST /cvr-permanent/produktionsenhed/_search {…}}. */
    static String request(URI address, String body) {
        return "POST %s %s".formatted(address.getRawPath(), body);
    }

    /**
     * Asks and reads; see {@link PatientReader#ask}.
     *
     * @param shown the request as it is kept and shown
     */
    <T> Asked<T> ask(
            URI address, String body, String shown, String where, Duration deadline, PatientReader.Reader<T> read) {
        Optional<String> password = settings.password().value();
        if (settings.user().isBlank() || password.isEmpty()) {
            return new Asked.GivenUp<>(Outcome.UNAUTHORIZED, noAccess());
        }
        String credentials = Base64.getEncoder()
                .encodeToString(
                        "%s:%s".formatted(settings.user(), password.get()).getBytes(StandardCharsets.UTF_8));
        return reader.ask(
                new Question(
                        shown, address.toString(), body, "Basic " + credentials, List.of(credentials, password.get())),
                where,
                deadline,
                read);
    }

    private Problem noAccess() {
        return settings.isConfigured()
                ? Problem.declaration(
                        "maaltal.sources.cvr.password",
                        "it, or the file it names, cannot be read, is empty, or holds spaces or letters no password here has",
                        "file:/path to a file with the password on one line",
                        "mend the file or its rights; nothing was asked")
                : Problem.declaration(
                        "maaltal.sources.cvr.user, maaltal.sources.cvr.password",
                        "CVR is not configured: there is no user and password",
                        "a user of Virk's system-til-system access, and its password or file:/path to it",
                        "write to cvrselvbetjening@erst.dk for both (free, about two weeks) and set them; nothing was"
                                + " asked");
    }
}
