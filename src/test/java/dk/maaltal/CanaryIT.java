package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Canaries;
import dk.maaltal.testing.CanaryDrop;
import dk.maaltal.testing.Jar;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link CanaryTest}, with the built jar: what the process itself writes is searched, at the most talkative of settings. */
@OnBothDatabases
class CanaryIT {
    @TempDir
    Path tmp;

    @Test
    void no_cpr_number_is_in_any_output_or_file_of_the_jar() throws IOException {
        Canaries canaries = new Canaries();
        Path said = Files.createDirectories(tmp.resolve("said"));
        Path home = tmp.resolve("home");
        new CanaryDrop(home.resolve("drop"), canaries).write();
        Path key = Files.writeString(tmp.resolve("key"), "a key of the tests, thirty-two bytes or more");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Map<String, String> environment = Map.of("MAALTAL_PSEUDONYM_KEYFILE", key.toString());

        assertThat(ran(said, environment, home, "run", "nightly", "--period", "2024H1")
                        .exit())
                .isEqualTo(3);
        assertThat(ran(said, environment, home, "status", "--json").exit()).isZero();
        TestHome.Ran rejections = ran(said, environment, home, "list", "rejections", "--csv");
        assertThat(rejections.out()).contains("bad_date");

        assertThat(canaries.count()).isGreaterThan(20);
        assertThat(canaries.foundBelow(said)).isEmpty();
        for (Path room : rooms(home)) {
            assertThat(canaries.foundBelow(room)).isEmpty();
        }
    }

    private static TestHome.Ran ran(Path said, Map<String, String> environment, Path home, String... words) {
        List<String> args = new ArrayList<>(List.of(
                "--maaltal.home=" + home,
                "--maaltal.clock=2025-03-20T04:00:00Z",
                "--maaltal.drop.settle=0s",
                "--debug",
                "--logging.level.root=trace"));
        args.addAll(TestDatabase.settings(home));
        args.addAll(List.of(words));
        return Jar.start(said, environment, args).ended();
    }

    /** Every room of the home but those that hold originals. */
    private static List<Path> rooms(Path home) throws IOException {
        try (Stream<Path> rooms = Files.list(home)) {
            return rooms.filter(room -> !List.of("drop", "archive", "rejected")
                            .contains(room.getFileName().toString()))
                    .toList();
        }
    }
}
