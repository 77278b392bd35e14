package dk.maaltal.source.cvr;

import dk.maaltal.source.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How CVR is asked.
 *
 * @param url the host, {@code …/cvr-permanent}, or a whole address ending in {@code /_search}; Virk offers no https, so
 *     an egress proxy or VPN may stand here
 * @param user the name Erhvervsstyrelsen gave
 * @param password of the user, or {@code file:/path} to it; without both nothing is asked
 * @param pageSize units of one answer, 1 to 3000, the source's own limit
 * @param canary a P-number that must be found before an answer is trusted; empty for one of those known
 * @param connectTimeout until a connection stands
 * @param readTimeout until the next byte comes
 * @param maxTries tries of one request, the first included, from 1
 * @param maxTotalTime after which the reading is given up, its requests and pauses together
 * @param firstPause the longest pause before the second try; it doubles with each further one, and the pause taken is
 *     a random part of it
 * @param maxPause the longest pause; when the source asks for a longer one, it is not asked again until the next run
 * @param pace least time from one request to the next
 * @param acceptShrunk true for a night on which over 20 % of the workplaces may really be gone
 */
@ConfigurationProperties("maaltal.sources.cvr")
public record CvrSettings(
        @DefaultValue("http://distribution.virk.dk/cvr-permanent")
        URI url,

        @DefaultValue("") String user,
        @DefaultValue("") Secret password,
        @DefaultValue("500") int pageSize,
        @DefaultValue("") String canary,
        @DefaultValue("20s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("4") int maxTries,
        @DefaultValue("30m") Duration maxTotalTime,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("2m") Duration maxPause,
        @DefaultValue("400ms") Duration pace,
        @DefaultValue("false") boolean acceptShrunk) {
    private static final String PREFIX = "maaltal.sources.cvr.";

    public CvrSettings {
        check(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                "url",
                "an http or https address");
        check(
                url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null,
                "url",
                "an address without user, password or query; they have settings of their own");
        check(user.indexOf(':') < 0, "user", "a name without a colon");
        check(pageSize >= 1 && pageSize <= 3000, "page-size", "1 to 3000");
        check(canary.isEmpty() || canary.matches("[1-9]\\d{9}"), "canary", "a P-number of ten digits, or nothing");
        check(maxTries >= 1, "max-tries", "1 or more");
        check(connectTimeout.toMillis() > 0, "connect-timeout", "more than 0");
        check(readTimeout.toMillis() > 0, "read-timeout", "more than 0");
        check(maxTotalTime.toMillis() > 0, "max-total-time", "more than 0");
        check(!firstPause.isNegative(), "first-pause", "0 or more");
        check(maxPause.compareTo(firstPause) >= 0, "max-pause", "not less than first-pause");
        check(!pace.isNegative(), "pace", "0 or more");
    }

    private static void check(boolean right, String setting, String expected) {
        if (!right) {
            throw new IllegalArgumentException("setting %s%s: expected %s".formatted(PREFIX, setting, expected));
        }
    }

    /** Whether a user and a password are set. */
    public boolean isConfigured() {
        return !user.isBlank() && password.isSet();
    }
}
