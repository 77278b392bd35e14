package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are looked for in everything that is said and written, at the most talkative of settings. */
@OnBothDatabases
class SecretIT {
    private static final String TOKEN = JobindsatsSimulator.TOKEN;
    private static final String PASSWORD = "a-password-of-the-database";

    @TempDir
    Path tmp;

    @Test
    void neither_token_nor_password_is_in_any_output_or_file() throws IOException {
        Path said = Files.createDirectories(tmp.resolve("said"));
        Path home = tmp.resolve("home");
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(3, LocalDate.of(2024, 1, 1)), 0)) {
            source.world().moveTo(0);
            source.misbehave("otij01", Fault.UNAUTHORIZED);
            source.misbehave("mm13", Fault.RESET);
            List<String> settings =
                    new ArrayList<>(TestHome.settings(home, source, Instant.parse("2025-03-20T04:00:00Z")));
            settings.addAll(List.of("--maaltal.db.password=" + PASSWORD, "--debug", "--logging.level.root=trace"));

            assertThat(Jar.run(said, plus(settings, "run", "nightly")).exit()).isEqualTo(3);
            assertThat(Jar.run(said, plus(settings, "status")).exit()).isZero();
            settings.removeIf(setting -> setting.contains(TOKEN));
            assertThat(Jar.start(
                                    said,
                                    Map.of("MAALTAL_SOURCES_JOBINDSATS_TOKEN", TOKEN),
                                    plus(settings, "run", "nightly"))
                            .ended()
                            .exit())
                    .isEqualTo(3);
            assertThat(source.calls()).anyMatch(call -> call.status() == 200);

            List<String> nowhere = List.of(
                    "--maaltal.db.url=jdbc:postgresql://localhost:1/maaltal?password=" + PASSWORD,
                    "--maaltal.db.user=someone",
                    "--maaltal.db.password=" + PASSWORD,
                    "--spring.datasource.hikari.initialization-fail-timeout=1");
            List<String> wrong = plus(settings, nowhere.toArray(String[]::new));
            assertThat(Jar.run(said, plus(wrong, "status")).exit()).isEqualTo(1);
        }
        assertThat(withSecrets(said)).isEmpty();
        assertThat(withSecrets(home)).isEmpty();
    }

    private static List<String> plus(List<String> settings, String... words) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(words));
        return all;
    }

    /** Every place below the folder where a secret stands. */
    private static List<String> withSecrets(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(SecretIT::places)
                    .limit(20)
                    .toList();
        }
    }

    private static Stream<String> places(Path file) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            // One character a byte: the secrets are plain ASCII, whatever else the file holds.
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Stream.of(TOKEN, PASSWORD).filter(text::contains).map(secret -> {
                int at = text.indexOf(secret);
                return "%s: %s".formatted(file, text.substring(Math.max(0, at - 200), at + secret.length()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
