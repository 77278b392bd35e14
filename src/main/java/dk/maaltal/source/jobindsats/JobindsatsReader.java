package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Manner;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.PatientReader;
import dk.maaltal.source.PatientReader.Asked;
import dk.maaltal.source.Pause;
import dk.maaltal.source.Question;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks Jobindsats with its token. */
final class JobindsatsReader {
    private final JobindsatsSettings settings;
    private final PatientReader reader;

    JobindsatsReader(
            JobindsatsSettings settings, AnswerKeeper keeper, Pause pause, RandomGenerator random, Clock clock) {
        this.settings = settings;
        this.reader = new PatientReader(
                new Manner(
                        "jobindsats",
                        new JobindsatsRules(),
                        settings.concurrency(),
                        settings.connectTimeout(),
                        settings.readTimeout(),
                        settings.maxTries(),
                        settings.maxTotalTime(),
                        settings.firstPause(),
                        settings.maxPause(),
                        Duration.ZERO),
                keeper,
                pause,
                random,
                clock);
    }

    /** See {@link PatientReader#deadline()}. */
    Duration deadline() {
        return reader.deadline();
    }

    /**
     * Asks and reads; see {@link PatientReader#ask}.
     *
     * @param pathAndQuery what follows the base address
     */
    <T> Asked<T> ask(String pathAndQuery, String where, Duration deadline, PatientReader.Reader<T> read) {
        Optional<String> token = settings.token().value();
        if (token.isEmpty()) {
            return new Asked.GivenUp<>(Outcome.UNAUTHORIZED, noToken());
        }
        String base = settings.url().toString().replaceAll("/+$", "");
        Question question = new Question(
                "GET /v3" + pathAndQuery, base + pathAndQuery, null, "Bearer " + token.get(), List.of(token.get()));
        return reader.ask(question, where, deadline, read);
    }

    private Problem noToken() {
        return settings.isConfigured()
                ? Problem.declaration(
                        "maaltal.sources.jobindsats.token",
                        "the file it names cannot be read, is empty, or holds more than a token",
                        "file:/path to a file with the token on one line",
                        "mend the file or its rights; nothing was asked")
                : Problem.declaration(
                        "maaltal.sources.jobindsats.token",
                        "Jobindsats is not configured: there is no token",
                        "a v3 token, or file:/path to one",
                        "write to jobindsats@star.dk for a token (free) and set it; nothing was asked");
    }
}
