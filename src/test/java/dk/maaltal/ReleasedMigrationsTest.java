package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.releases.KeptRelease;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RunsOnce(because = "it looks at files, not at what is in them")
class ReleasedMigrationsTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    static List<KeptRelease> releases() {
        return KeptRelease.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void what_was_released_is_never_edited(KeptRelease release) throws Exception {
        assertThat(release.migrations()).isNotEmpty();
        for (String line : release.migrations()) {
            Path file = MIGRATIONS.resolve(line.substring(66));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertThat(HexFormat.of().formatHex(digest) + "  " + line.substring(66))
                    .as("%s was released with %s: write a new migration instead", file, release.version())
                    .isEqualTo(line);
        }
    }

    /** From the first that is kept on. */
    @Test
    void every_release_in_the_changelog_is_kept() throws IOException {
        List<String> released = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+)(?! \\(unreleased\\))")
                .matcher(Files.readString(Path.of("CHANGELOG.md")))
                .results()
                .map((MatchResult heading) -> heading.group(1))
                .toList();
        List<String> kept = KeptRelease.all().stream().map(KeptRelease::version).toList();

        assertThat(released).containsAll(kept);
        assertThat(released.stream().filter(version -> !isBefore(version, kept.get(0))))
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    private static boolean isBefore(String version, String other) {
        return ModuleDescriptor.Version.parse(version).compareTo(ModuleDescriptor.Version.parse(other)) < 0;
    }
}
