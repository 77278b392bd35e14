package dk.maaltal.source.jobindsats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.source.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JobindsatsSettingsTest {
    private static final String PREFIX = "maaltal.sources.jobindsats";

    private static JobindsatsSettings bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, JobindsatsSettings.class);
    }

    @Test
    void has_defaults() {
        JobindsatsSettings settings = bind(Map.of());

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(new JobindsatsSettings(
                        URI.create("https://api.jobindsats.dk/v3"),
                        Secret.NONE,
                        30_000,
                        1,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(180),
                        4,
                        Duration.ofMinutes(45),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        List.of()));
        assertThat(settings.isConfigured()).isFalse();
    }

    @Test
    void takes_every_setting() {
        JobindsatsSettings settings = bind(Map.ofEntries(
                entry(PREFIX + ".url", "http://localhost:1/v3"),
                entry(PREFIX + ".token", "abc"),
                entry(PREFIX + ".max-cells", "500"),
                entry(PREFIX + ".concurrency", "4"),
                entry(PREFIX + ".connect-timeout", "1s"),
                entry(PREFIX + ".read-timeout", "2s"),
                entry(PREFIX + ".max-tries", "2"),
                entry(PREFIX + ".max-total-time", "3m"),
                entry(PREFIX + ".first-pause", "0s"),
                entry(PREFIX + ".max-pause", "10s"),
                entry(PREFIX + ".accept-shrunk", "Y01A02, y60a02")));

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(new JobindsatsSettings(
                        URI.create("http://localhost:1/v3"),
                        Secret.of("abc"),
                        500,
                        4,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        2,
                        Duration.ofMinutes(3),
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        List.of("y01a02", "y60a02")));
        assertThat(settings.token().value()).contains("abc");
        assertThat(settings.toString()).doesNotContain("abc");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(textBlock = """
                    concurrency    , 5    , 1 to 4
                    concurrency    , 0    , 1 to 4
                    max-cells      , 99   , 100 or more
                    max-tries      , 0    , 1 or more
                    max-total-time , 0s   , more than 0
                    max-pause      , 1s   , not less than first-pause
                    url            , ftp:x, an http or https address
                    """)
    void refuses_what_is_out_of_range(String setting, String value, String expected) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + "." + setting, value)))
                .rootCause()
                .hasMessageContaining("setting %s.%s: expected %s".formatted(PREFIX, setting, expected));
    }

    @Test
    void a_token_may_stand_in_a_file_and_is_read_anew(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, " abc \n");
        Secret secret = Secret.of("file:" + file);

        assertThat(secret.value()).contains("abc");
        Files.writeString(file, "def");
        assertThat(secret.value()).contains("def");
        Files.writeString(file, "two words");
        assertThat(secret.value()).isEmpty();
        assertThat(secret.toString()).isEqualTo("***");
        assertThat(Secret.NONE.toString()).isEqualTo("(not set)");
    }
}
