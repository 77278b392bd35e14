package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Row;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 2: a reader sees a version whole or not at all, whenever it looks. */
@OnBothDatabases
class ReadersTest {
    private static final int READERS = 4;
    private static final int READS = 10_000;
    private static final String LATEST = """
            select v.*, v.value as cell_value
            from bi.latest_value v
            where plan_id = '%s' and period = '2024H1'
            """.formatted(Versions.PLAN);
    private static final String EVERY = """
            select s.snapshot_id, s.is_latest, s.row_count, count(v.snapshot_id) as held
            from bi.snapshot s
            left join bi.snapshot_value v on v.snapshot_id = s.snapshot_id
            where s.version > ?
            group by s.snapshot_id, s.is_latest, s.row_count
            """;

    private final HikariDataSource database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ten_thousand_reads_while_versions_are_published_see_whole_versions_only() throws Exception {
        Versions versions = new Versions(database);
        versions.publish("2024H1", 10, 1);
        AtomicInteger left = new AtomicInteger(READS);
        Callable<Set<String>> reader = () -> read(left);
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Set<String>>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reader));
            }
            long published = 1;
            while (readers.stream().anyMatch(r -> !r.isDone())) {
                published++;
                versions.publish("2024H1", 10 + (int) (published % 7) * 5, published);
            }
            Set<String> seen = new HashSet<>();
            for (Future<Set<String>> done : readers) {
                seen.addAll(done.get());
            }
            // They did read while versions came.
            assertThat(seen).hasSizeGreaterThan(10);
        } finally {
            threads.shutdownNow();
        }
    }

    private Set<String> read(AtomicInteger left) throws SQLException {
        Set<String> seen = new HashSet<>();
        try (Connection own = DriverManager.getConnection(database.getJdbcUrl(), TestDatabase.user(), "");
                PreparedStatement latest = own.prepareStatement(LATEST);
                PreparedStatement every = own.prepareStatement(EVERY)) {
            long newest = 0;
            int turn;
            while ((turn = left.getAndDecrement()) > 0) {
                if (turn % 3 == 0) {
                    every.setLong(1, newest - 3);
                    assertCounts(every);
                } else {
                    Newest whole = whole(latest);
                    assertThat(whole.version).isGreaterThanOrEqualTo(newest);
                    newest = whole.version;
                    seen.add(whole.digest);
                }
            }
        }
        return seen;
    }

    private record Newest(long version, String digest) {}

    /** One version, all of its rows, and they are what its digest says. */
    private static Newest whole(PreparedStatement latest) throws SQLException {
        Set<Newest> versions = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        long count = 0;
        try (ResultSet result = latest.executeQuery()) {
            while (result.next()) {
                versions.add(new Newest(result.getLong("version"), result.getString("content_sha256")));
                count = result.getLong("row_count");
                rows.add(RowColumns.read(result, 0));
            }
        }
        assertThat(versions).hasSize(1);
        assertThat(rows).hasSize((int) count);
        Newest newest = versions.iterator().next();
        assertThat(Digest.of(rows)).isEqualTo(newest.digest);
        return newest;
    }

    private static void assertCounts(PreparedStatement every) throws SQLException {
        Map<Boolean, Integer> latest = new HashMap<>();
        try (ResultSet result = every.executeQuery()) {
            while (result.next()) {
                assertThat(result.getLong("held"))
                        .as(result.getString("snapshot_id"))
                        .isEqualTo(result.getLong("row_count"));
                latest.merge(result.getBoolean("is_latest"), 1, Integer::sum);
            }
        }
        assertThat(latest).containsEntry(true, 1);
    }
}
