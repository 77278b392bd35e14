package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cut off at any place and gone on, or made anew: the same database. */
@OnBothDatabases
class RecoveryTest {
    @TempDir
    Path home;

    Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home, TestDatabase.fresh());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Some days of two tables, with one refusal; each day differs from the one before. */
    private static List<FakeTable> days() {
        Random random = new Random(20260101);
        List<FakeTable> days = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            FakeTable table = new FakeTable(
                    day % 2 == 0 ? "t1" : "t2",
                    List.of("antal", "andel"),
                    List.of("A", "B"),
                    "Hele landet",
                    "Norddjurs",
                    "Aarhus");
            for (int month = 1; month <= 7; month++) {
                for (String area : table.areas) {
                    for (String member : table.members) {
                        table.rowOf("2024M%02d".formatted(month), area, member, random.nextInt(3), number(random));
                    }
                }
            }
            if (day == 4) {
                table.extraRows.add("[\"2024M03\",\"Aarhus\",\"A\",77,77.7]"); // a conflict
            }
            days.add(table);
        }
        return days;
    }

    private static @Nullable Number number(Random random) {
        return random.nextInt(4) == 0 ? null : random.nextInt(20) / 2.0;
    }

    private void runAll() {
        bench.staging.takeCatalogue(bench.catalogue(FakeTable.plain("t1"), FakeTable.plain("t2")));
        for (FakeTable table : days()) {
            bench.take(table);
            bench.staging.takeCatalogue(bench.catalogue(table));
        }
    }

    private List<String> everything() {
        List<String> rows = new ArrayList<>(bench.observations());
        rows.addAll(
                bench.rows(
                        "select concat_ws(' ', sha256, request, fetched_at, source_updated_on, bytes, outcome) from bi.delivery order by 1"));
        rows.addAll(
                bench.rows(
                        "select concat_ws(' ', reading_id, table_id, known_from, update_latest, outcome, problem, row_count, areas, areas_offered, periods, opened, closed) from reading order by reading_id"));
        rows.addAll(
                bench.rows(
                        "select concat_ws(' ', table_id, known_from, known_to, update_latest) from catalogue_table order by table_id, known_from"));
        rows.addAll(bench.rows("select concat_ws(' ', lines, bytes, last_sha256) from journal_position"));
        return rows;
    }

    @Test
    void aRebuildGivesTheSameObservations() {
        runAll();
        List<String> before = everything();
        assertThat(before).hasSizeGreaterThan(200);

        bench.restart();
        bench.staging.rebuild(Progress.NONE);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anEmptyDatabaseCatchesUpFromTheDeliveriesAlone() {
        runAll();
        List<String> before = everything();
        try (Workbench other = new Workbench(home, TestDatabase.fresh())) {
            other.staging.catchUp(Progress.NONE);
            Workbench first = bench;
            bench = other;
            assertThat(everything()).isEqualTo(before);
            bench = first;
        }
    }

    /** Gives up at the n-th call, before or after it did its work. */
    private static final class Failing implements BulkLoad {
        private final BulkLoad real;
        private final int at;
        private final boolean before;
        private int calls;

        Failing(BulkLoad real, int at, boolean before) {
            this.real = real;
            this.at = at;
            this.before = before;
        }

        private interface Call {
            long run() throws SQLException;
        }

        private long call(Call call) throws SQLException {
            boolean now = ++calls == at;
            if (now && before) {
                throw new SQLException("cut off before");
            }
            long done = call.run();
            if (now) {
                throw new SQLException("cut off after");
            }
            return done;
        }

        @Override
        public long open(Rows rows) throws SQLException {
            return call(() -> real.open(rows));
        }

        @Override
        public long change(Rows rows) throws SQLException {
            return call(() -> real.change(rows));
        }

        @Override
        public long remove(Rows rows) throws SQLException {
            return call(() -> real.remove(rows));
        }

        @Override
        public long close(Rows rows, long closedBy) throws SQLException {
            return call(() -> real.close(rows, closedBy));
        }
    }

    @Test
    void cutOffAnywhereWhileItIsAppliedAndTakenUpAgainItEndsTheSame() {
        runAll();
        List<String> undisturbed = everything();
        Random random = new Random(3);
        for (int round = 0; round < 12; round++) {
            int at = 1 + random.nextInt(48);
            boolean before = random.nextBoolean();
            Staging dying = bench.staging(new Failing(Staging.loadFor(bench.database), at, before));
            try {
                dying.rebuild(Progress.NONE);
                throw new AssertionError("it was not cut off");
            } catch (org.springframework.dao.DataAccessException | IllegalStateException e) {
                assertThat(everything()).isNotEqualTo(undisturbed);
            }
            bench.restart();
            bench.staging.catchUp(Progress.NONE);
            assertThat(everything()).as("cut off at call %d", at).isEqualTo(undisturbed);
        }
    }

    @Test
    void aCrashBetweenTheJournalAndTheDatabaseIsMadeUpForByTheNextCall() {
        FakeTable table = days().get(0);
        bench.nextDay();
        bench.store.accept(bench.reading(table), false);
        assertThat(bench.staging.held("t1")).isEmpty();

        bench.restart();
        bench.staging.takeCatalogue(bench.catalogue(table));

        assertThat(bench.staging.held("t1")).isPresent();
        assertThat(bench.observations()).hasSize(7 * 3 * 2 * 2);
    }

    @Test
    void aBodyWithoutItsLineIsNotMissedWhenItComesAgain() throws IOException {
        FakeTable table = days().get(0);
        bench.taken(table);
        List<String> undisturbed = bench.observations();
        // Everything of the second day was written but its lines: as if killed before each.
        Path journal = bench.deliveries.resolve("journal.jsonl");
        byte[] before = Files.readAllBytes(journal);
        FakeTable next = days().get(2);
        bench.reading(next);
        Files.write(journal, before);
        bench.restart();
        assertThat(bench.observations()).isEqualTo(undisturbed);

        assertThat(bench.take(next)).isInstanceOf(Taking.Taken.class);
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.observations()).hasSizeGreaterThan(undisturbed.size());
    }

    @Test
    void aLostBodyStopsTheWorkAndIsNamed() throws IOException {
        runAll();
        List<String> before = everything();
        String sha256 = bench.rows("select sha256 from bi.delivery where request like '%/data/t2%' order by 1")
                .get(0);
        try (Stream<Path> files = Files.walk(bench.deliveries)) {
            Files.delete(
                    files.filter(f -> f.toString().contains(sha256)).findFirst().orElseThrow());
        }
        try (Workbench other = new Workbench(home, TestDatabase.fresh())) {
            assertThatThrownBy(() -> other.staging.catchUp(Progress.NONE))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(sha256);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aSecondQuietNightAddsNothing() throws IOException {
        runAll();
        List<String> before = everything();
        byte[] journal = Files.readAllBytes(bench.deliveries.resolve("journal.jsonl"));
        bench.clock.advance(java.time.Duration.ofDays(1));

        FakeTable last = days().get(4);
        Taking taking = bench.staging.takeCatalogue(bench.catalogue(last));
        bench.staging.catchUp(Progress.NONE);

        assertThat(taking).isEqualTo(new Taking.Taken(0, 0, 1, 1, List.of()));
        assertThat(everything()).isEqualTo(before);
        assertThat(Files.readAllBytes(bench.deliveries.resolve("journal.jsonl")))
                .isEqualTo(journal);
    }
}
