package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import dk.maaltal.source.Answer;
import dk.maaltal.source.jobindsats.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A home with a database, and a day that can be gone through again and again. */
final class Workbench implements AutoCloseable {
    static final AreaBook AREAS = new AreaBook(
            List.of(
                    new Area("707", "Norddjurs"),
                    new Area("751", "Aarhus"),
                    new Area("710", "Favrskov"),
                    new Area("825", "Læsø")),
            Map.of());

    final Path deliveries;
    final HikariDataSource database;
    final JdbcClient db;
    final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T01:30:00Z"));
    DeliveryStore store;
    Staging staging;
    LocalDate update = LocalDate.parse("2026-01-01");

    Workbench(Path home, HikariDataSource database) {
        this.deliveries = home.resolve("deliveries");
        this.database = database;
        this.db = JdbcClient.create(database);
        this.store = new DeliveryStore(deliveries, clock);
        this.staging = staging(Staging.loadFor(database));
    }

    Staging staging(BulkLoad load) {
        return new Staging(store, database, new JdbcTransactionManager(database), AREAS, load);
    }

    /** As after a new start of the process. */
    void restart() {
        store = new DeliveryStore(deliveries, clock);
        staging = staging(Staging.loadFor(database));
    }

    Answer keep(String request, String body) {
        try {
            return store.keep(
                    "jobindsats", request, 200, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reading reading(FakeTable table) {
        Answer metadata = keep("GET /v3/table/%s?format=json".formatted(table.id), table.metadata());
        List<Answer> parts = new ArrayList<>();
        table.parts().forEach((request, body) -> parts.add(keep(request.request(), body)));
        return new Reading(table.id, update, update.plusMonths(1), table.wanted, metadata, parts);
    }

    /** Reads the table a day later than the last time. */
    Taking take(FakeTable table) {
        nextDay();
        return staging.take(reading(table), Progress.NONE);
    }

    Taking.Taken taken(FakeTable table) {
        Taking taking = take(table);
        if (taking instanceof Taking.Taken taken) {
            return taken;
        }
        throw new AssertionError(taking.toString());
    }

    void nextDay() {
        clock.advance(Duration.ofDays(1));
        update = update.plusDays(1);
    }

    Answer catalogue(FakeTable... tables) {
        String listed = List.of(tables).stream()
                .map(t ->
                        "{\"table_id\":\"%s\",\"table_name\":\"Tabel %s\",\"update_freq\":\"M\",\"update_latest\":\"%s\",\"update_next\":\"%s\"}"
                                .formatted(t.id, t.id, update, update.plusMonths(1)))
                .collect(Collectors.joining(","));
        return keep(
                "GET /v3/tables?format=json",
                "[{\"subject_id\":1,\"subject_name\":\"Emne\",\"table_groups\":[{\"table_group_id\":1,\"tables\":[%s]}]}]"
                        .formatted(listed));
    }

    /** The contract's rows, in order; all that a reader can see. */
    List<String> observations() {
        return rows("""
                select concat_ws(' ', table_id, measure_key, dimensions, reference_period, area_code, area_name,
                    coalesce(cast(value as varchar), '-'), state, known_from, coalesce(cast(known_to as varchar), '-'),
                    delivery_sha256)
                from bi.observation
                order by table_id, measure_key, dimensions, reference_period, area_code, known_from
                """);
    }

    /** Value, state and how many days after the bench's beginning it was known from and to. */
    List<String> history(String area, String period) {
        return db.sql("""
                        select value, state, known_from, known_to from bi.observation
                        where area_code = ? and reference_period = ? order by measure_key, dimensions, known_from
                        """)
                .params(area, period)
                .query((rs, n) -> "%s %s %s-%s"
                        .formatted(
                                rs.getBigDecimal(1) == null
                                        ? "-"
                                        : rs.getBigDecimal(1)
                                                .stripTrailingZeros()
                                                .toPlainString(),
                                rs.getString(2),
                                day(rs.getObject(3, java.time.OffsetDateTime.class)),
                                day(rs.getObject(4, java.time.OffsetDateTime.class))))
                .list();
    }

    private static String day(java.time.@Nullable OffsetDateTime time) {
        return time == null
                ? ""
                : String.valueOf(Duration.between(Instant.parse("2026-01-01T01:30:00Z"), time.toInstant())
                        .toDays());
    }

    List<String> rows(String sql) {
        return db.sql(sql).query(String.class).list();
    }

    @Override
    public void close() {
        database.close();
    }
}
