package dk.maaltal.staging;

import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Reading;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The readings of tables, taken and refused. */
final class Readings {
    /** No reading takes longer. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final JdbcClient db;
    private final Deliveries deliveries;

    Readings(JdbcClient db) {
        this.db = db;
        this.deliveries = new Deliveries(db);
    }

    /**
     * A reading as it stands in the database.
     *
     * @param areas codes the table can be asked by
     * @param periods source's codes of those that have a row
     */
    record Row(
            long id,
            Instant knownFrom,
            @Nullable LocalDate updateLatest,
            @Nullable LocalDate updateNext,
            String wanted,
            String metadataSha256,
            Set<String> areas,
            Set<String> periods) {
        /** The newest period that has a row. */
        @Nullable
        ReferencePeriod newest() {
            return periods.stream()
                    .map(ReferencePeriod::parse)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** A refused reading's story. */
    record Refused(Instant knownFrom, String problem) {}

    /** Writes the reading's row and its parts' and returns the parts' ids; what it holds is filled in later. */
    List<Integer> insert(long id, JournalEntry.TableRead entry) {
        Reading reading = entry.reading();
        db.sql("""
                        insert into reading (reading_id, table_id, known_from, wanted, metadata_sha256, update_latest,
                            update_next, outcome, row_count, rows_by_period, areas, areas_offered, periods, opened,
                            closed)
                        values (?, ?, ?, ?, ?, ?, ?, 'OK', 0, '{}', '', '', '', 0, 0)
                        """)
                .params(id, reading.tableId(), Text.utc(entry.knownFrom()), reading.wanted())
                .param(reading.metadata().sha256())
                .param(new SqlParameterValue(Types.DATE, reading.updateLatest()))
                .param(new SqlParameterValue(Types.DATE, reading.updateNext()))
                .update();
        deliveries.dated(deliveries.idOf(reading.metadata()), reading.updateLatest());
        int last = db.sql("select coalesce(max(part_id), 0) from reading_part")
                .query(Integer.class)
                .single();
        List<Integer> parts = new ArrayList<>();
        for (var part : reading.parts()) {
            int delivery = deliveries.idOf(part);
            deliveries.dated(delivery, reading.updateLatest());
            parts.add(++last);
            db.sql("insert into reading_part (part_id, reading_id, delivery_id) values (?, ?, ?)")
                    .params(last, id, delivery)
                    .update();
        }
        return parts;
    }

    void taken(long id, ReadingApplier.Applied applied) {
        ReadingApplier.Found found = applied.found();
        db.sql("""
                        update reading set row_count = ?, rows_by_period = ?, areas = ?, areas_offered = ?,
                            periods = ?, opened = ?, closed = ?
                        where reading_id = ?
                        """)
                .params(
                        found.extent().rowCount(),
                        found.extent().rowsText(),
                        Text.of(found.extent().areas()))
                .params(Text.of(found.areasOffered()), Text.of(found.periods()))
                .params(applied.taken().opened(), applied.taken().closed(), id)
                .update();
        judgeParts(id, Outcome.OK);
    }

    void refused(long id, Refusal refusal) {
        db.sql("update reading set outcome = ?, problem = ? where reading_id = ?")
                .params(refusal.outcome().name(), refusal.problem().toString(), id)
                .update();
        judgeParts(id, refusal.outcome());
    }

    private void judgeParts(long id, Outcome outcome) {
        db.sql("select delivery_id from reading_part where reading_id = ?")
                .param(id)
                .query(Integer.class)
                .list()
                .forEach(delivery -> deliveries.judge(delivery, outcome));
    }

    /** What the newest one that was taken cost. Answers that were received long before it were not asked for by it. */
    Optional<Effort> effort(String tableId) {
        return db.sql("""
                        select r.known_from, count(*), min(d.fetched_at)
                        from reading r
                        join reading_part p on p.reading_id = r.reading_id
                        join delivery d on d.delivery_id = p.delivery_id
                        where r.reading_id = (select max(reading_id) from reading where table_id = ? and outcome = 'OK')
                        group by r.known_from
                        """)
                .param(tableId)
                .query((rs, n) -> {
                    Duration took = Duration.between(
                            rs.getObject(3, OffsetDateTime.class), rs.getObject(1, OffsetDateTime.class));
                    boolean told = !took.isNegative() && took.compareTo(LONGEST) <= 0;
                    return new Effort(1 + rs.getInt(2), told ? took : null);
                })
                .optional();
    }

    /** Those that were taken up to an instant, the newest first. */
    List<Row> taken(String tableId, Instant asOf) {
        return db.sql("""
                        select reading_id, known_from, update_latest, update_next, wanted, metadata_sha256,
                            areas_offered, periods
                        from reading
                        where table_id = ? and known_from <= ? and outcome = 'OK'
                        order by reading_id desc
                        """)
                .params(tableId, Text.utc(asOf))
                .query((rs, n) -> new Row(
                        rs.getLong(1),
                        rs.getObject(2, OffsetDateTime.class).toInstant(),
                        rs.getObject(3, LocalDate.class),
                        rs.getObject(4, LocalDate.class),
                        rs.getString(5),
                        rs.getString(6),
                        Text.set(rs.getString(7)),
                        Text.set(rs.getString(8))))
                .list();
    }

    /** The newest that was refused up to an instant. */
    Optional<Refused> lastRefused(String tableId, Instant asOf) {
        return db.sql("""
                        select known_from, problem from reading
                        where table_id = ? and known_from <= ? and outcome <> 'OK'
                        order by reading_id desc fetch first 1 rows only
                        """)
                .params(tableId, Text.utc(asOf))
                .query((rs, n) ->
                        new Refused(rs.getObject(1, OffsetDateTime.class).toInstant(), rs.getString(2)))
                .optional();
    }

    /** What a reading asked for. */
    List<DataRequest> requests(long id) {
        return db.sql("""
                        select d.request from reading_part p join delivery d on d.delivery_id = p.delivery_id
                        where p.reading_id = ? order by p.part_id
                        """)
                .param(id)
                .query((rs, n) -> DataRequest.parse(rs.getString(1)))
                .list();
    }
}
