package dk.maaltal.source;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.SourceClient.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks until an answer can be read, or the rule of its outcome or the time says that it is enough. */
public final class PatientReader {
    private static final Logger LOG = LoggerFactory.getLogger(PatientReader.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Copenhagen"));

    /** Reads one body. */
    public interface Reader<T> {
        T read(InputStream body) throws UnreadableAnswer;

        /** How many rows it had; for the delivery's record. */
        default long rows(T read) {
            return 0;
        }
    }

    /** How it ended. */
    public sealed interface Asked<T> {
        record Got<T>(T value, Answer answer) implements Asked<T> {}

        record GivenUp<T>(Outcome outcome, Problem problem) implements Asked<T> {}
    }

    /** One try: either a value, or an outcome and its problem. */
    private record Try<T>(
            @Nullable Asked<T> got,
            Outcome outcome,
            Problem problem,
            @Nullable Duration retryAfter) {}

    private final Manner manner;
    private final SourceClient client;
    private final AnswerKeeper keeper;
    private final Pause pause;
    private final RandomGenerator random;
    private final Clock clock;
    private @Nullable Duration lastBegun;

    public PatientReader(Manner manner, AnswerKeeper keeper, Pause pause, RandomGenerator random, Clock clock) {
        this.manner = manner;
        this.client = new SourceClient(manner, keeper, clock);
        this.keeper = keeper;
        this.pause = pause;
        this.random = random;
        this.clock = clock;
    }

    /** The moment, in {@link Pause#now()}, after which what is begun now is given up. */
    public Duration deadline() {
        return pause.now().plus(manner.maxTotalTime());
    }

    /**
     * Asks and reads.
     *
     * @param where for problems: {@code jobindsats, table y01a02}
     * @param deadline from {@link #deadline()}
     * @throws ProblemException when an answer cannot be kept, or the run is told to stop
     */
    public <T> Asked<T> ask(Question question, String where, Duration deadline, Reader<T> reader) {
        String place = "%s, %s".formatted(where, JsonText.shortened(question.request()));
        try {
            for (int tries = 1; ; tries++) {
                Try<T> tried = once(question, place, deadline, reader);
                if (tried.got() != null) {
                    return tried.got();
                }
                Duration asked = tried.retryAfter();
                if (asked != null && isTooLong(asked)) {
                    return new Asked.GivenUp<>(tried.outcome(), saying(tried.problem(), leftAlone(asked)));
                }
                Duration wait = wait(tries, asked);
                int allowed = Math.min(manner.rules().rule(tried.outcome()).tries(), manner.maxTries());
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

    private <T> Try<T> once(Question question, String place, Duration deadline, Reader<T> reader)
            throws IOException, InterruptedException {
        Duration left = deadline.minus(pause.now());
        if (left.isNegative() || left.isZero()) {
            return failed(Outcome.TIMEOUT, place, "there was no time left for this request", null);
        }
        keepPace();
        Exchange exchange = client.ask(question, left);
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
            OutcomeRule rule = manner.rules().rule(e.outcome());
            return new Try<>(
                    null,
                    e.outcome(),
                    new Problem(rule.mover(), said.what(), place, said.expected(), rule.next()),
                    null);
        }
    }

    private void keepPace() throws InterruptedException {
        Duration wait = untilMyTurn();
        if (!wait.isZero()) {
            pause.pause(wait);
        }
    }

    private synchronized Duration untilMyTurn() {
        Duration now = pause.now();
        Duration turn = lastBegun == null ? now : lastBegun.plus(manner.pace());
        lastBegun = turn.compareTo(now) > 0 ? turn : now;
        return lastBegun.minus(now);
    }

    private <T> Try<T> failed(Outcome outcome, String place, String detail, @Nullable Duration retryAfter) {
        return new Try<>(null, outcome, manner.rules().rule(outcome).problem(place, detail), retryAfter);
    }

    private static Problem noProblem(String place) {
        return Problem.upstream(place, "read", "", "");
    }

    /** Full jitter, so that many hosts that failed together do not come back together. */
    private Duration wait(int tries, @Nullable Duration retryAfter) {
        double ceiling =
                Math.min(manner.maxPause().toMillis(), manner.firstPause().toMillis() * Math.pow(2, tries - 1.0));
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
        return wait.compareTo(manner.maxPause()) > 0;
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
                    .formatted(tries, manner.maxTotalTime());
        } else if (tries > 1) {
            what += " (%d tries)".formatted(tries);
        }
        return new Problem(problem.mover(), what, problem.where(), problem.expected(), problem.next());
    }
}
