package dk.maaltal.source.cvr;

import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.FakePause;
import dk.maaltal.source.Secret;
import dk.maaltal.testing.registers.CvrSimulator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** CVR's fetcher as the product has it, but for the time it takes; for tests here and in other rooms. */
public final class Cvr {
    private Cvr() {}

    /** Settings for a simulator, page by page of a size. */
    public static CvrSettings settings(String url, int pageSize) {
        return settings(url, CvrSimulator.USER, CvrSimulator.PASSWORD, pageSize, "");
    }

    static CvrSettings settings(String url, String user, String password, int pageSize, String canary) {
        return new CvrSettings(
                URI.create(url),
                user,
                Secret.of(password),
                pageSize,
                canary,
                Duration.ofSeconds(5),
                Duration.ofMillis(1500),
                4,
                Duration.ofMinutes(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMillis(400),
                false);
    }

    /** A fetcher that never really waits. */
    public static UnitFetcher fetcher(CvrSettings settings, AnswerKeeper keeper, Clock clock) {
        return fetcher(settings, keeper, clock, new FakePause());
    }

    static UnitFetcher fetcher(CvrSettings settings, AnswerKeeper keeper, Clock clock, FakePause pause) {
        return new UnitFetcher(settings, new CvrReader(settings, keeper, pause, new Random(1), clock), keeper, clock);
    }
}
