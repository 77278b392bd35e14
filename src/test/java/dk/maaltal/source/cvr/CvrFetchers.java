package dk.maaltal.source.cvr;

import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Pause;
import dk.maaltal.source.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** The product's own fetching, for tests in other packages. */
public final class CvrFetchers {
    private CvrFetchers() {}

    /** One that neither waits nor tries again. */
    public static UnitFetcher at(URI url, String user, String password, AnswerKeeper keeper, Clock clock) {
        CvrSettings settings = new CvrSettings(
                url,
                user,
                Secret.of(password),
                500,
                "",
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                1,
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false);
        return new UnitFetcher(
                settings, new CvrReader(settings, keeper, Pause.real(), new Random(0), clock), keeper, clock);
    }
}
