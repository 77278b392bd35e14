package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.releases.KeptRelease;
import dk.maaltal.testing.releases.ReleaseStory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each release has published stands after an upgrade to what is built here, and life goes on from there. */
@OnBothDatabases
class UpgradeTest {
    @TempDir
    Path tmp;

    static List<KeptRelease> releases() {
        return KeptRelease.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void what_was_published_stands_after_an_upgrade_and_the_next_version_follows_it(KeptRelease release)
            throws Exception {
        release.unpack(tmp);
        Path home = tmp.resolve("home");
        assertThat(release.changes(home, List.of())).as("before").isEmpty();
        List<String> published = versions(home).keySet().stream().toList();
        assertThat(published).hasSizeGreaterThan(1);

        try (ReleaseStory story = new ReleaseStory(home, tmp.resolve("config/plans/norddjurs-2024"), tmp)) {
            assertThat(run(story, "status", "--all")).contains(periods(published));
            assertThat(release.changes(home, List.of())).as("after the upgrade").isEmpty();
            for (String version : published) {
                String[] parts = version.split("/");
                assertThat(run(story, "show", parts[1], "--version", parts[2])).contains("content_sha256");
            }

            assertRecomputed(story, published.size());

            TestHome.Ran night = story.night(ReleaseStory.NEXT, List.of());

            assertThat(night.exit()).as(night.err()).isIn(0, 3, 4);
            assertThat(release.changes(home, published)).as("after a night").isEmpty();
            assertThat(versions(home)).hasSizeGreaterThan(published.size());
            assertChained(versions(home));
            assertRecomputed(story, versions(home).size());
        }
    }

    private static String run(ReleaseStory story, String... words) {
        TestHome.Ran ran = story.run(ReleaseStory.NEXT, List.of(), words);
        assertThat(ran.exit()).as(ran.err() + ran.out()).isZero();
        return ran.out();
    }

    private static void assertRecomputed(ReleaseStory story, int versions) {
        run(story, "verify");
        assertThat(run(story, "recompute"))
                .contains("%d of %d versions came out the same".formatted(versions, versions));
    }

    private static String[] periods(List<String> versions) {
        return versions.stream()
                .flatMap(version -> Stream.of(version.split("/")).skip(1).limit(1))
                .distinct()
                .toArray(String[]::new);
    }

    private static Map<String, Map<String, @Nullable String>> versions(Path home) {
        return TestHome.query(home, "select * from bi.snapshot").stream()
                .collect(Collectors.toMap(row -> Objects.requireNonNull(row.get("snapshot_id")), Function.identity()));
    }

    private static void assertChained(Map<String, Map<String, @Nullable String>> versions) {
        versions.forEach((id, version) -> {
            int number = Integer.parseInt(Objects.requireNonNull(version.get("version")));
            Map<String, @Nullable String> before = versions.get(id.replaceFirst("\\d+$", "" + (number - 1)));
            assertThat(before == null).as(id).isEqualTo(number == 1);
            assertThat(version.get("previous_sha256"))
                    .as(id)
                    .isEqualTo(before == null ? null : before.get("content_sha256"));
        });
    }
}
