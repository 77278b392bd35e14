package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.Answer;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.jobindsats.JobindsatsClient.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks until an answer can be read, or the rule of its outcome or the time says that it is enough. */
final class PatientReader {
    private static final Logger LOG = LoggerFactory.getLogger(PatientReader.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Copenhagen"));

    /** Reads one body. */
    interface Reader<T> {
        T read(InputStream body) throws UnreadableAnswer;

        /** How many rows it had; for the delivery's record. */
        default long rows(T read) {
            return 0;
        }
    }

    /** How it ended. */
    sealed interface Asked<T> {
        record Got<T>(T value, Answer answer) implements Asked<T> {}

        record GivenUp<T>(Outcome outcome, Problem problem) implements Asked<T> {}
    }

    /** One try: either a value, or an outcome and its problem. */
    private record Try<T>(
            @Nullable Asked<T> got,
            Outcome outcome,
            Problem problem,
            @Nullable Duration retryAfter) {}

    private final JobindsatsSettings settings;
    private final JobindsatsClient client;
    private final AnswerKeeper keeper;
    private final Pause pause;
    private final RandomGenerator random;
    private final Clock clock;

    PatientReader(
            JobindsatsSettings settings,
            JobindsatsClient client,
            AnswerKeeper keeper,
            Pause pause,
            RandomGenerator random,
            Clock clock) {
        this.settings = settings;
        this.client = client;
        this.keeper = keeper;
        this.pause = pause;
        this.random = random;
        this.clock = clock;
    }

    /** The moment, in {@link Pause#now()}, after which a table begun now is given up. */
    Duration deadline() {
        return pause.now().plus(settings.maxTotalTime());
    }

    /**
     * Asks and reads.
     *
     * @param pathAndQuery what follows the base address
     * @param where for problems: {@code jobindsats, table y01a02}
     * @param deadline from {@link #deadline()}
     * @throws ProblemException when an answer cannot be kept, or the run is told to stop
     */
    <T> Asked<T> ask(String pathAndQuery, String where, Duration deadline, Reader<T> reader) {
        Optional<String> token = settings.token().value();
        if (token.isEmpty()) {
            return new Asked.GivenUp<>(Outcome.UNAUTHORIZED, noToken());
        }
        String place = "%s, GET /v3%s".formatted(where, JsonText.shortened(pathAndQuery));
        try {
            for (int tries = 1; ; tries++) {
                Try<T> tried = once(pathAndQuery, token.get(), place, deadline, reader);
                if (tried.got() != null) {
                    return tried.got();
                }
                Duration asked = tried.retryAfter();
                if (asked != null && isTooLong(asked)) {
                    return new Asked.GivenUp<>(tried.outcome(), saying(tried.problem(), leftAlone(asked)));
                }
                Duration wait = wait(tries, asked);
                int allowed = Math.min(OutcomeRule.of(tried.outcome()).tries(), settings.maxTries());
                boolean late = pause.now().plus(wait).compareTo(deadline) >= 0;
                if (tries >= allowed || late) {
                    return new Asked.GivenUp<>(tried.outcome(), afterTries(tried.problem(), tries, tries < allowed));
                }
                LOG.info("{}: {}; tried again in {} ms", place, tried.outcome(), wait.toMillis());
                pause.pause(wait);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.US,
                            "an answer could not be kept: " + e.getMessage(),
                            place,
                            "room and the right to write in maaltal.home",
                            "see to the disk and run again"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(Mover.US, "the run was told to stop", place, "", "run it again: it goes on from here"),
                    e);
        }
    }

    private <T> Try<T> once(String pathAndQuery, String token, String place, Duration deadline, Reader<T> reader)
            throws IOException, InterruptedException {
        Duration left = deadline.minus(pause.now());
        if (left.isNegative() || left.isZero()) {
            return failed(Outcome.TIMEOUT, place, "there was no time left for this request", null);
        }
        Exchange exchange = client.ask(pathAndQuery, token, left);
        Answer answer = exchange.answer();
        if (exchange.outcome() != Outcome.OK || answer == null) {
            if (answer != null) {
                keeper.judged(answer, exchange.outcome(), 0, exchange.detail());
            }
            return failed(exchange.outcome(), place, exchange.detail(), exchange.retryAfter());
        }
        try (InputStream body = keeper.open(answer.sha256())) {
            T value = reader.read(body);
            keeper.judged(answer, Outcome.OK, reader.rows(value), "");
            return new Try<>(new Asked.Got<>(value, answer), Outcome.OK, noProblem(place), null);
        } catch (UnreadableAnswer e) {
            keeper.judged(answer, e.outcome(), 0, e.problem().what());
            Problem said = e.problem();
            OutcomeRule rule = OutcomeRule.of(e.outcome());
            return new Try<>(
                    null,
                    e.outcome(),
                    new Problem(rule.mover(), said.what(), place, said.expected(), rule.next()),
                    null);
        }
    }

    private static <T> Try<T> failed(Outcome outcome, String place, String detail, @Nullable Duration retryAfter) {
        return new Try<>(null, outcome, OutcomeRule.of(outcome).problem(place, detail), retryAfter);
    }

    private static Problem noProblem(String place) {
        return Problem.upstream(place, "read", "", "");
    }

    /** Full jitter, so that many hosts that failed together do not come back together. */
    private Duration wait(int tries, @Nullable Duration retryAfter) {
        double ceiling =
                Math.min(settings.maxPause().toMillis(), settings.firstPause().toMillis() * Math.pow(2, tries - 1.0));
        Duration jittered = Duration.ofMillis((long) (ceiling * random.nextDouble()));
        if (retryAfter == null) {
            return jittered;
        }
        return retryAfter.compareTo(jittered) > 0 ? retryAfter : jittered;
    }

    private String leftAlone(Duration time) {
        return "the source asks to be left alone for %d s, until %s Danish time"
                .formatted(time.toSeconds(), TIME.format(clock.instant().plus(time)));
    }

    private boolean isTooLong(Duration wait) {
        return wait.compareTo(settings.maxPause()) > 0;
    }

    private static Problem saying(Problem problem, String more) {
        return new Problem(
                problem.mover(),
                "%s; %s".formatted(problem.what(), more),
                problem.where(),
                problem.expected(),
                problem.next());
    }

    private Problem afterTries(Problem problem, int tries, boolean outOfTime) {
        String what = problem.what();
        if (outOfTime) {
            what += " (given up after %d tries: the time of %s for it is used up)"
                    .formatted(tries, settings.maxTotalTime());
        } else if (tries > 1) {
            what += " (%d tries)".formatted(tries);
        }
        return new Problem(problem.mover(), what, problem.where(), problem.expected(), problem.next());
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
