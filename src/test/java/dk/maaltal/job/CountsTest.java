package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a run did is counted in the database, and what contradicts a run that says it is complete is seen there. */
@OnBothDatabases
class CountsTest {
    private static final String RUN = "nightly/2025-03-20T02:30:00Z/1";

    private HikariDataSource database;
    private JdbcClient db;

    @BeforeEach
    void aRun() {
        database = TestDatabase.fresh();
        db = JdbcClient.create(database);
        run(RUN, "02:30", null);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void run(String id, String from, @org.jspecify.annotations.Nullable String to) {
        db.sql("""
                        insert into run (run_id, job, requested_by, as_of, started_at, ended_at, verdict)
                        values ('%1$s', 'nightly', 'schedule', %2$s, %2$s, %3$s, 'RUNNING')
                        """.formatted(id, at(from), to == null ? "null" : at(to))).update();
    }

    private static String at(String time) {
        return "timestamp with time zone '2025-03-20 %s:00+00:00'".formatted(time);
    }

    private void delivery(int id, String time, int bytes) {
        db.sql("""
                        insert into delivery (delivery_id, sha256, request_sha256, source, request, fetched_at, status,
                            bytes, complete)
                        values (%1$d, '%1$d', 'r', 'jobindsats', 'GET', %2$s, 200, %3$d, true)
                        """.formatted(id, at(time), bytes)).update();
    }

    private void reading(int id, String time, String outcome, int opened) {
        db.sql("""
                        insert into reading (reading_id, table_id, known_from, wanted, metadata_sha256, outcome,
                            row_count, rows_by_period, areas, areas_offered, periods, opened, closed)
                        values (%d, 'y01', %s, 'w', 'm', '%s', 9, '{}', '', '', '', %d, 1)
                        """.formatted(id, at(time), outcome, opened)).update();
    }

    @Test
    void a_run_that_did_nothing_counts_nothing_and_says_nothing() {
        Counts counts = Counts.of(db, RUN);

        assertThat(counts).isEqualTo(Counts.NONE);
        assertThat(counts.text()).isEmpty();
        assertThat(counts.contradictions(RUN)).isEmpty();
    }

    @Test
    void what_was_there_before_and_what_another_run_did_meanwhile_is_not_its_own() {
        delivery(1, "02:00", 1);
        delivery(2, "02:31", 10);
        delivery(3, "02:32", 100);
        run("backfill/2021-2024/1", "03:00", "03:30");
        delivery(4, "03:10", 1000);
        delivery(5, "03:40", 10000);
        reading(1, "02:10", "OK", 1);
        reading(2, "02:33", "OK", 20);
        reading(3, "03:20", "OK", 300);

        Counts counts = Counts.of(db, RUN);

        assertThat(counts.deliveries()).isEqualTo(3);
        assertThat(counts.bytes()).isEqualTo(10110);
        assertThat(counts.opened()).isEqualTo(20);
        assertThat(counts.closed()).isOne();
        assertThat(counts.text()).isEqualTo("3 deliveries (10110 bytes), 20 new or changed, 1 closed");
        assertThat(counts.contradictions(RUN)).isEmpty();
    }

    @Test
    void a_reading_that_was_refused_contradicts_a_complete_run() {
        reading(1, "02:10", "SHRUNK", 0);
        assertThat(Counts.of(db, RUN).contradictions(RUN)).isEmpty();

        reading(2, "02:40", "SHRUNK", 0);
        assertThat(Counts.of(db, RUN).contradictions(RUN))
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).contains("1 readings were refused", RUN));
    }

    @Test
    void cells_without_their_source_and_versions_that_are_not_whole_contradict_a_complete_run() {
        Counts counts = new Counts(0, 0, 0, 0, 0, 0, 0, 2, 40, 3, java.util.List.of("p/2024H1/1"));

        assertThat(counts.contradictions(RUN)).hasSize(2).satisfies(all -> {
            assertThat(all.get(0).what()).contains("p/2024H1/1 has not as many cells as it says");
            assertThat(all.get(1).what()).contains("3 published cells lack their source");
        });
        assertThat(counts.text()).isEqualTo("2 versions (40 cells)");
    }
}
