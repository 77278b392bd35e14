package dk.maaltal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.demo.DemoArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product against {@link PlainPlan}, cell by cell: two independent ways of computing agree. */
@OnBothDatabases
class TwoWaysAgreeTest {
    private static final List<String> PERIODS = List.of("2024Q1", "2024Q3", "2024H1", "2024", "2025H1");
    private static final LocalDate SPRING = World.VINTAGES.get(0);
    private static final LocalDate SUMMER = World.VINTAGES.get(1);
    private static final LocalDate LATE = World.VINTAGES.get(3);

    @TempDir
    Path home;

    @Test
    void inEveryCellOfThreeVintages() throws IOException {
        try (JobindsatsSimulator simulator = JobindsatsSimulator.start(11);
                HikariDataSource database = TestDatabase.fresh()) {
            Nights nights = new Nights(simulator, home.resolve("deliveries"), database);
            for (LocalDate day : List.of(SPRING, SUMMER, LATE)) {
                assertThat(nights.run(day))
                        .allSatisfy((table, outcome) ->
                                assertThat(outcome).as(table).isEqualTo("OK"));
                agree(nights, new PlainPlan(simulator.world(), day), PERIODS);
            }
            agree(nights, new PlainPlan(simulator.world(), LATE), List.of("2025H2", "2026Q2"));
        }
    }

    @Test
    void alsoWhereTablesAreBroken() throws IOException {
        try (JobindsatsSimulator simulator = JobindsatsSimulator.start(12);
                HikariDataSource database = TestDatabase.fresh()) {
            Nights nights = new Nights(simulator, home.resolve("deliveries"), database);
            simulator.misbehave("mm13", Fault.NOT_FOUND);
            nights.run(SPRING);
            simulator.misbehave("otij01", Fault.TRUNCATED_CHUNKS);
            simulator.misbehave("y09a02", Fault.FEWER_AREAS);
            simulator.misbehave("y60b15", Fault.CONFLICT);
            simulator.misbehave("y14kval01", Fault.FEWER_ROWS);
            simulator.misbehave("jo01", Fault.WRONG_LABELS);
            simulator.misbehave("y30f01", Fault.HTML);
            simulator.misbehave("y08a02", Fault.LABEL_SPACING);

            Map<String, String> outcomes = nights.run(SUMMER);

            assertThat(outcomes)
                    .containsEntry("mm13", "NOT_FOUND")
                    .containsEntry("otij01", "TRUNCATED")
                    .containsEntry("y09a02", "SHRUNK")
                    .containsEntry("y60b15", "CONFLICT")
                    .containsEntry("y14kval01", "SHRUNK")
                    .containsEntry("jo01", "MISMATCH")
                    .containsEntry("y30f01", "NOT_JSON")
                    .containsEntry("y08a02", "OK");
            PlainPlan plain = new PlainPlan(simulator.world(), SUMMER).taken("mm13", null);
            List.of("otij01", "y09a02", "y60b15", "y14kval01", "jo01", "y30f01").forEach(t -> plain.taken(t, SPRING));
            agree(nights, plain, PERIODS);
        }
    }

    @Test
    void overTheDemosDeliveriesToo() throws IOException {
        unpack(Path.of("src/main/resources/demo/deliveries.zip"), home);
        World world = DemoWorld.create();
        try (JobindsatsSimulator unasked = JobindsatsSimulator.start(world, 0);
                HikariDataSource database = TestDatabase.fresh()) {
            Nights nights = new Nights(unasked, home.resolve("deliveries"), database);
            for (Instant at : DemoArchive.FETCHED) {
                LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
                world.moveTo(day);
                nights.catchUp(at.plus(1, ChronoUnit.HOURS));
                agree(nights, new PlainPlan(world, day), List.of("2024Q1", "2024H1", "2024", "2025Q1", "2026Q2"));
            }
            assertThat(unasked.calls()).isEmpty();
        }
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
                Files.copy(zip, file);
            }
        }
    }

    private static void agree(Nights nights, PlainPlan plain, List<String> periods) {
        for (String period : periods) {
            assertThat(SnapshotCsv.differences(nights.rows(period), plain.rows(period)))
                    .as("differences in %s", period)
                    .isEmpty();
        }
    }
}
