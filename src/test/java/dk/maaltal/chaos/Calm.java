package dk.maaltal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** What a night leaves that nobody disturbs: the same for every site, so it is run once. */
final class Calm {
    private static final Left NIGHT = run("run", "nightly");

    /**
     * What a run leaves.
     *
     * @param published everything
     * @param newest the cells of the newest versions alone
     */
    record Left(List<String> published, List<String> newest) {}

    private Calm() {}

    static Left night() {
        return NIGHT;
    }

    static Left run(String... words) {
        try (JobindsatsSimulator source = Site.newSource()) {
            Path folder = Files.createTempDirectory("calm");
            try {
                Site site = Site.of(folder, source, null);
                assertThat(site.run(words).exit()).as(String.join(" ", words)).isZero();
                List<String> published = site.published();
                assertThat(published).hasSizeGreaterThan(1000);
                return new Left(published, site.newest());
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
