package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What is wrong with a register is said every night, and by status, until it is mended. */
@OnBothDatabases
class StandingGapTest {
    private static final String SHEET = "ungdomsvalg";

    @TempDir
    Path tmp;

    @Test
    void a_register_that_is_refused_or_lost_or_unreadable_is_a_gap_night_after_night() throws IOException {
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(5, LocalDate.of(2024, 1, 1)), 0)) {
            TestHome home = new TestHome(tmp.resolve("home"), source);
            drop("a_2025-03-01.csv", 400);
            TestHome.Ran first = night(home, "2025-03-20");
            assertThat(missing(first)).doesNotContain("ungdomsvalg/");
            assertThat(state(home)).isEqualTo("ok");
            assertThat(localStates(home)).doesNotContain("SOURCE_MISSING");

            drop("b_2025-03-20.csv", 10);
            String refused = missing(night(home, "2025-03-21"));
            assertThat(refused).contains("b_2025-03-20.csv, was refused", "the extract of 2025-03-01 serves on");
            assertThat(refused.split("b_2025-03-20.csv, was refused")).hasSize(2);
            for (String later : List.of("2025-03-22", "2025-03-23")) {
                assertThat(missing(night(home, later))).contains("b_2025-03-20.csv, was refused");
                assertThat(state(home)).isEqualTo("refused");
            }
            assertThat(status(home).lines().filter(line -> line.startsWith("Next: ")))
                    .filteredOn(line -> line.contains("b_2025-03-20.csv, was refused"))
                    .hasSize(1);

            drop("b_2025-03-20.csv", 401);
            assertThat(missing(night(home, "2025-03-24"))).doesNotContain("was refused");
            assertThat(state(home)).isEqualTo("ok");

            FileSystemUtils.deleteRecursively(home.dir().resolve("registers/" + SHEET));
            for (String later : List.of("2025-03-25", "2025-03-26")) {
                assertThat(missing(night(home, later))).contains("registers/ungdomsvalg/2025-03-20-");
                assertThat(state(home)).isEqualTo("lost");
            }
            assertThat(localStates(home)).containsOnly("SOURCE_MISSING");

            drop("b_2025-03-20.csv", 401);
            assertThat(missing(night(home, "2025-03-27"))).doesNotContain("ungdomsvalg/");
            assertThat(state(home)).isEqualTo("ok");
            assertThat(localStates(home)).doesNotContain("SOURCE_MISSING");

            // Even root may not read what leads to itself.
            Path away = tmp.resolve("home/drop");
            FileSystemUtils.deleteRecursively(away);
            Files.createSymbolicLink(away, away);
            TestHome.Ran unreadable = night(home, "2025-03-28");
            assertThat(missing(unreadable)).contains("the folder cannot be read", "maaltal.drop.dir");
            assertThat(status(home)).contains("the folder cannot be read");
        }
    }

    @Test
    void status_says_one_line_for_each_kind_of_thing() throws IOException {
        try (JobindsatsSimulator source = JobindsatsSimulator.start(World.since(5, LocalDate.of(2024, 1, 1)), 0)) {
            TestHome home = new TestHome(tmp.resolve("home"), source);
            Path strays = Files.createDirectories(tmp.resolve("home/drop"));
            for (int i = 0; i < 80; i++) {
                Files.writeString(strays.resolve("stray%d.txt".formatted(i)), "x");
            }
            Files.setPosixFilePermissions(strays, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(
                    tmp.resolve("home"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            TestHome.Ran ran = night(home, "2025-03-20");
            assertThat(ran.err().lines().filter(line -> line.contains("stray")))
                    .singleElement()
                    .asString()
                    .contains("and 75 more");

            String status = status(home);
            List<String> next =
                    status.lines().filter(line -> line.startsWith("Next: ")).toList();
            assertThat(next.stream().filter(line -> line.contains("it was never taken")))
                    .singleElement()
                    .asString()
                    .contains("more");
            assertThat(next).hasSizeLessThan(10).anyMatch(line -> line.contains("may look into the folder drop"));
            assertThat(status.lines().filter(line -> line.contains("norddjurs-2024") && line.contains(" published")))
                    .hasSize(3);
            assertThat(status).contains("more that are published: maaltal list snapshots");
            assertThat(home.run("status", "--json").out()).contains("2024Q1").contains("register forloeb");
        }
    }

    private TestHome.Ran night(TestHome home, String day) {
        TestHome.Ran ran = home.at(day + "T04:00:00Z").run("run", "nightly", "--maaltal.drop.settle=0s");
        assertThat(ran.exit()).as(ran.err() + ran.out()).isEqualTo(3);
        return ran;
    }

    private static String missing(TestHome.Ran ran) {
        return Stream.of(ran.err(), ran.out())
                .flatMap(String::lines)
                .filter(line -> line.startsWith("missing: "))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String status(TestHome home) {
        TestHome.Ran ran = home.run("status", "--all");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    private static String state(TestHome home) {
        return status(home)
                .lines()
                .filter(line -> line.startsWith(SHEET + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> localStates(TestHome home) {
        return home.latestCells().values().stream()
                .flatMap(List::stream)
                .filter(cell -> "6.3".equals(cell.get("measure_id")) && "local".equals(cell.get("basis")))
                .map(cell -> String.valueOf(cell.get("state")))
                .distinct()
                .toList();
    }

    private void drop(String name, int rows) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("home/drop").resolve(SHEET));
        Files.writeString(
                folder.resolve(name),
                IntStream.range(0, rows)
                        .mapToObj(i -> "2023/2024;Valg %d;1;400\n".formatted(i))
                        .collect(Collectors.joining("", "skoleaar;valg;antal;aargang\n", "")));
    }
}
