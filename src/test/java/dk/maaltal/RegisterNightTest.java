package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SnapshotCsv;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.DropFolder;
import dk.maaltal.testing.registers.PlainSnapshot;
import dk.maaltal.testing.registers.RegisterWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/**
 * Whole nights over registers, sheets and CVR: from dropped files and the sources' answers to every published cell of
 * 2021 to 2024, held against a plain calculation on what the files were made of.
 */
@OnBothDatabases
class RegisterNightTest {
    private static final List<LocalDate> DAYS = World.VINTAGES;

    @TempDir
    Path tmp;

    private @Nullable JobindsatsSimulator jobindsats;
    private @Nullable CvrSimulator virk;

    @AfterEach
    void stop() {
        if (jobindsats != null) {
            jobindsats.close();
        }
        if (virk != null) {
            virk.close();
        }
    }

    /** On PostgreSQL one of each is enough: what differs there is the database, not the figures. */
    private static List<Arguments> seeds(Arguments first, Arguments... more) {
        return Stream.concat(Stream.of(first), TestDatabase.onPostgres() ? Stream.of() : Stream.of(more))
                .toList();
    }

    static List<Arguments> whole() {
        return seeds(arguments(12, 25, true), arguments(11, 160, false), arguments(13, 60, true));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void everyCellOfFourYearsIsWhatAPlainCalculationSays(long seed, int persons, boolean dirty) throws IOException {
        Story story = new Story(seed, persons);
        story.drop.everything(DAYS.get(0).minusDays(2), dirty);
        story.night(0);
        story.assertAsPlainlyCalculated();
        story.assertRejections();
    }

    static List<Arguments> old() {
        return seeds(arguments(31, 40, false), arguments(32, 90, true));
    }

    @ParameterizedTest
    @MethodSource("old")
    void whatIsOldOrMissingIsNoValueAndNeverAWrongOne(long seed, int persons, boolean dirty) throws IOException {
        Story story = new Story(seed, persons);
        List<LocalDate> days = List.of(
                LocalDate.of(2024, 12, 31),
                LocalDate.of(2024, 12, 30),
                LocalDate.of(2024, 9, 30),
                LocalDate.of(2024, 6, 30),
                LocalDate.of(2023, 12, 30),
                LocalDate.of(2025, 3, 20));
        int i = (int) seed;
        for (String register : RegisterWorld.registers()) {
            if (i++ % 7 != 0) {
                story.drop.taken(register, days.get(i % days.size()), dirty);
            }
        }
        story.withoutCvr(seed % 2 == 1);
        story.night(0);
        story.assertAsPlainlyCalculated();
        story.assertRejections();
    }

    @Test
    void nightsFollowEachOtherAndARefusedFileLeavesTheOldOneServing() throws IOException {
        Story story = new Story(21, 60);
        story.drop.everything(DAYS.get(0).minusDays(2), false);
        story.night(0);
        story.assertAsPlainlyCalculated();
        int before = story.rejections().size();

        LocalDate next = DAYS.get(1).minusDays(4);
        for (String register : RegisterWorld.registers()) {
            switch (register) {
                case "forloeb" -> story.drop.shrunk(register, next);
                case "samtaler" -> story.drop.spoilt(register, next);
                case "tilbud" -> story.drop.headerAlone(register, next);
                case "sygefravaer" -> story.drop.empty(register, next);
                // Dropped late: it is taken, but a newer one is held.
                case "loentimer" -> story.drop.taken(register, DAYS.get(0).minusMonths(3), true);
                case "ansaettelser" -> story.drop.undated(register);
                default -> story.drop.taken(register, next, true);
            }
        }
        TestHome.Ran ran = story.night(1);
        story.assertAsPlainlyCalculated();
        assertThat(story.rejections().size()).isGreaterThan(before);
        assertThat(ran.err()).contains("missing: ");
        assertThat(ran.err() + ran.out()).contains("forloeb", "samtaler", "tilbud", "sygefravaer", "ansaettelser");
        assertThat(story.files("rejected/forloeb")).hasSize(2).anyMatch(f -> f.endsWith(".reasons.csv"));
        // The one of March lay there for its thirty days.
        assertThat(story.files("archive/loentimer")).singleElement().asString().contains("2024-12-20");
        assertThat(story.files("drop/loentimer")).isEmpty();

        story.drop.everything(DAYS.get(2).minusDays(1), true);
        story.night(2);
        story.assertAsPlainlyCalculated();
        story.assertRejections();
    }

    @Test
    void aPNumberNobodyLookedUpLeavesTheLastKnownWorkplacesUntilCvrIsAskedAgain() throws IOException {
        Story story = new Story(41, 40);
        story.drop.everything(DAYS.get(0).minusDays(2), false);
        story.night(0);
        assertThat(story.cooperation()).noneMatch(cell -> cell.contains("STALE") || cell.contains("not_looked_up"));

        story.withoutCvr(true);
        story.drop.taken("tilbud", DAYS.get(1).minusDays(4), false);
        TestHome.Ran ran = story.night(1);
        assertThat(ran.err()).contains("missing: ");
        assertThat(ran.err() + ran.out())
                .contains("does not cover the P-numbers of tilbud of "
                        + DAYS.get(1).minusDays(4));
        assertThat(story.cooperation())
                .anyMatch(cell -> cell.contains("STALE"))
                .allMatch(cell -> cell.contains("STALE") == cell.contains("not_looked_up"));

        story.withoutCvr(false);
        story.night(2);
        story.assertAsPlainlyCalculated();
    }

    /** A home, its sources, and what is dropped there. */
    private final class Story {
        final DropFolder drop;
        private final TestHome home;
        private final JobindsatsSimulator official;
        private final CvrSimulator cvr;
        private boolean askCvr = true;

        Story(long seed, int persons) throws IOException {
            official = JobindsatsSimulator.start(World.since(seed, LocalDate.of(2023, 1, 1)), 0);
            jobindsats = official;
            RegisterWorld world = new RegisterWorld(seed, persons);
            cvr = CvrSimulator.start(world.units(), 0);
            virk = cvr;
            Path dir = tmp.resolve("home");
            home = new TestHome(dir, official);
            drop = new DropFolder(dir.resolve("drop"), world, seed);
        }

        void withoutCvr(boolean without) {
            askCvr = !without;
        }

        TestHome.Ran night(int vintage) throws IOException {
            LocalDate day = DAYS.get(vintage);
            official.world().moveTo(vintage);
            cvr.world().moveTo(day);
            if (askCvr) {
                drop.asked(day);
            }
            TestHome.Ran ran = home.at(day + "T04:00:00Z").run(words("run", "nightly"));
            assertThat(home.approved(ran, words())).as(ran.err() + ran.out()).isIn(0, 3);
            return ran;
        }

        private String[] words(String... words) throws IOException {
            return Stream.concat(
                            Stream.of(words),
                            Stream.of(
                                    "--maaltal.plan=" + planSince2021(),
                                    "--maaltal.pseudonym.key-file=" + DropFolder.key(tmp.resolve("secret/key")),
                                    "--maaltal.sources.cvr.url=" + cvr.url(),
                                    "--maaltal.sources.cvr.user=" + CvrSimulator.USER,
                                    "--maaltal.sources.cvr.password=" + (askCvr ? CvrSimulator.PASSWORD : ""),
                                    "--maaltal.sources.cvr.pace=0ms",
                                    "--maaltal.sources.cvr.page-size=20"))
                    .toArray(String[]::new);
        }

        void assertAsPlainlyCalculated() {
            Map<String, List<Map<String, @Nullable String>>> cells = home.latestCells();
            List<String> differences = new ArrayList<>();
            PlainSnapshot plain = drop.snapshot(official.world());
            periods()
                    .forEach(period -> SnapshotCsv.differences(
                                    cells.getOrDefault(period, List.of()),
                                    plain.rows(period),
                                    Set.of("official", "local"))
                            .forEach(difference -> differences.add(period + " " + difference)));
            assertThat(differences).isEmpty();
        }

        /** State and attributes of every cell of 6.8. */
        List<String> cooperation() {
            return home.latestCells().values().stream()
                    .flatMap(List::stream)
                    .filter(row -> "6.8".equals(row.get("measure_id")))
                    .map(row -> row.get("state") + " " + row.get("attributes"))
                    .toList();
        }

        Set<String> rejections() throws IOException {
            TestHome.Ran ran = home.run(words("list", "rejections", "--csv"));
            return DropFolder.rejections(ran.out());
        }

        void assertRejections() throws IOException {
            assertThat(rejections()).isEqualTo(new TreeSet<>(drop.rejections()));
        }

        List<String> files(String folder) throws IOException {
            try (Stream<Path> files = Files.list(home.dir().resolve(folder))) {
                return files.filter(file -> Files.isRegularFile(file) && !file.endsWith(".judged"))
                        .map(f -> f.getFileName().toString())
                        .toList();
            }
        }
    }

    private static List<String> periods() {
        List<String> periods = new ArrayList<>();
        for (int year = 2021; year <= 2024; year++) {
            for (String part : List.of("Q1", "Q2", "H1", "Q3", "Q4", "H2", "")) {
                periods.add(year + part);
            }
        }
        return periods;
    }

    /** The shipped plan, published from 2021 on. */
    private Path planSince2021() throws IOException {
        Path own = tmp.resolve("config/plans/norddjurs-2024");
        if (!Files.exists(own)) {
            for (String folder : List.of("plans", "codelists")) {
                FileSystemUtils.copyRecursively(
                        Path.of("config", folder), tmp.resolve("config").resolve(folder));
            }
            Path plan = own.resolve("plan.yml");
            Files.writeString(plan, Files.readString(plan).replace("from: 2024Q1", "from: 2021Q1"));
        }
        return own;
    }
}
