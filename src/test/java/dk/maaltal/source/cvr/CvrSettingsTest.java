package dk.maaltal.source.cvr;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.source.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CvrSettingsTest {
    private static final String PREFIX = "maaltal.sources.cvr";

    private static CvrSettings bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, CvrSettings.class);
    }

    @Test
    void has_defaults() {
        CvrSettings settings = bind(Map.of());

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(new CvrSettings(
                        URI.create("http://distribution.virk.dk/cvr-permanent"),
                        "",
                        Secret.NONE,
                        500,
                        "",
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        4,
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(400),
                        false));
        assertThat(settings.isConfigured()).isFalse();
    }

    @Test
    void takes_every_setting() {
        CvrSettings settings = bind(Map.ofEntries(
                entry(PREFIX + ".url", "http://localhost:1"),
                entry(PREFIX + ".user", "kommune"),
                entry(PREFIX + ".password", "h3mmelig"),
                entry(PREFIX + ".page-size", "3000"),
                entry(PREFIX + ".canary", "1028076343"),
                entry(PREFIX + ".connect-timeout", "1s"),
                entry(PREFIX + ".read-timeout", "2s"),
                entry(PREFIX + ".max-tries", "2"),
                entry(PREFIX + ".max-total-time", "3m"),
                entry(PREFIX + ".first-pause", "0s"),
                entry(PREFIX + ".max-pause", "10s"),
                entry(PREFIX + ".pace", "0s"),
                entry(PREFIX + ".accept-shrunk", "true")));

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(new CvrSettings(
                        URI.create("http://localhost:1"),
                        "kommune",
                        Secret.of("h3mmelig"),
                        3000,
                        "1028076343",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        2,
                        Duration.ofMinutes(3),
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        true));
        assertThat(settings.isConfigured()).isTrue();
        assertThat(settings.toString()).doesNotContain("h3mmelig");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(textBlock = """
                    page-size      , 0                     , 1 to 3000
                    page-size      , 3001                  , 1 to 3000
                    canary         , 0328076343            , a P-number of ten digits
                    canary         , 12345                 , a P-number of ten digits
                    user           , a:b                   , a name without a colon
                    max-tries      , 0                     , 1 or more
                    read-timeout   , 0s                    , more than 0
                    max-pause      , 1s                    , not less than first-pause
                    pace           , -1s                   , 0 or more
                    url            , ftp:x                 , an http or https address
                    url            , http://u:p@virk.test  , without user
                    url            , http://virk.test/?a=b , without user
                    """)
    void refuses_what_is_out_of_range(String setting, String value, String expected) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + "." + setting, value)))
                .rootCause()
                .hasMessageContaining("setting %s.%s: expected ".formatted(PREFIX, setting))
                .hasMessageContaining(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(nullValues = "-", textBlock = """
                    http://h                                       , http://h/cvr-permanent/produktionsenhed/_search   , http://h/cvr-permanent/_search
                    http://h:80/                                   , http://h:80/cvr-permanent/produktionsenhed/_search, http://h:80/cvr-permanent/_search
                    http://h/cvr-permanent                         , http://h/cvr-permanent/produktionsenhed/_search   , http://h/cvr-permanent/_search
                    http://h/cvr-permanent//                       , http://h/cvr-permanent/produktionsenhed/_search   , http://h/cvr-permanent/_search
                    http://h/cvr-permanent/produktionsenhed        , http://h/cvr-permanent/produktionsenhed/_search   , http://h/cvr-permanent/_search
                    https://proxy/virk                             , https://proxy/virk/cvr-permanent/produktionsenhed/_search, https://proxy/virk/cvr-permanent/_search
                    http://h/cvr-permanent/_search                 , http://h/cvr-permanent/_search                    , -
                    http://h/x/_search/                            , http://h/x/_search                                , -
                    """)
    void an_address_may_be_written_as_people_write_it(String url, String first, @Nullable String second) {
        assertThat(SearchAddress.of(URI.create(url)).stream().map(URI::toString))
                .containsExactlyElementsOf(second == null ? List.of(first) : List.of(first, second));
    }
}
