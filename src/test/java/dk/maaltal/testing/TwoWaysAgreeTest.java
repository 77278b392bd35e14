package dk.maaltal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product against {@link PlainPlan}, cell by cell: two independent ways of computing agree. */
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
                HikariDataSource database = TestDatabase.h2()) {
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
                HikariDataSource database = TestDatabase.h2()) {
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

    private static void agree(Nights nights, PlainPlan plain, List<String> periods) {
        for (String period : periods) {
            assertThat(SnapshotCsv.differences(nights.rows(period), plain.rows(period)))
                    .as("differences in %s", period)
                    .isEmpty();
        }
    }
}
