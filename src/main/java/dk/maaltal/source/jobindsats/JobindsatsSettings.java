package dk.maaltal.source.jobindsats;

import dk.maaltal.source.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Jobindsats is asked.
 *
 * @param url base address of v3
 * @param token the bearer token, or {@code file:/path} to it; without one nothing is asked
 * @param maxCells most cells of one request, from 100
 * @param concurrency requests at once, 1 to 4
 * @param connectTimeout until a connection stands
 * @param readTimeout until the next byte comes; the source has needed over a minute
 * @param maxTries tries of one request, the first included, from 1; 403 has at most three, what cannot pass has one
 * @param maxTotalTime after which a table (or the catalogue) is given up, its parts and pauses together
 * @param firstPause the longest pause before the second try; it doubles with each further one, and the pause taken is
 *     a random part of it
 * @param maxPause the longest pause; when the source asks for a longer one, it is not asked again until the next run
 * @param acceptShrunk ids of tables that are known to have become smaller, and are taken all the same; lower case
 */
@ConfigurationProperties("maaltal.sources.jobindsats")
public record JobindsatsSettings(
        @DefaultValue("https://api.jobindsats.dk/v3") URI url,
        @DefaultValue("") Secret token,
        @DefaultValue("30000") int maxCells,
        @DefaultValue("1") int concurrency,
        @DefaultValue("20s") Duration connectTimeout,
        @DefaultValue("180s") Duration readTimeout,
        @DefaultValue("4") int maxTries,
        @DefaultValue("45m") Duration maxTotalTime,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("2m") Duration maxPause,
        @DefaultValue List<String> acceptShrunk) {
    private static final String PREFIX = "maaltal.sources.jobindsats.";

    public JobindsatsSettings {
        acceptShrunk = acceptShrunk.stream()
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .toList();
        check(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                "url",
                "an http or https address");
        check(maxCells >= 100, "max-cells", "100 or more");
        check(concurrency >= 1 && concurrency <= 4, "concurrency", "1 to 4");
        check(maxTries >= 1, "max-tries", "1 or more");
        check(connectTimeout.toMillis() > 0, "connect-timeout", "more than 0");
        check(readTimeout.toMillis() > 0, "read-timeout", "more than 0");
        check(maxTotalTime.toMillis() > 0, "max-total-time", "more than 0");
        check(!firstPause.isNegative(), "first-pause", "0 or more");
        check(maxPause.compareTo(firstPause) >= 0, "max-pause", "not less than first-pause");
    }

    private static void check(boolean right, String setting, String expected) {
        if (!right) {
            throw new IllegalArgumentException("setting %s%s: expected %s".formatted(PREFIX, setting, expected));
        }
    }

    /** Whether a token is set. */
    public boolean isConfigured() {
        return token.isSet();
    }
}
