package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a run did, counted in the database after its end. Deliveries and what was taken of them are those from the run's
 * beginning on, without what other runs did meanwhile.
 *
 * @param deliveries answers that were new
 * @param bytes of them
 * @param opened observations and workplaces that were new or changed
 * @param closed observations and workplaces that went
 * @param registerRows rows of the register generations that were taken
 * @param rejections rows of them that were rejected
 * @param refused readings of tables and of CVR that were refused
 * @param versions published
 * @param cells of those versions
 * @param sourceMissing cells of those versions, of the plan's own area, that lack their source or have a stale one
 * @param lost versions whose cells are not as many as they say
 */
public record Counts(
        long deliveries,
        long bytes,
        long opened,
        long closed,
        long registerRows,
        long rejections,
        long refused,
        long versions,
        long cells,
        long sourceMissing,
        List<String> lost) {
    /** Of a run that did nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** What became known in a run's own time. */
    private static final String DURING = """
            %1$s >= r.started_at
            and not exists (select 1 from run o
                            where o.run_id <> r.run_id and o.started_at >= r.started_at
                              and %1$s > o.started_at and %1$s <= o.ended_at)
            """;

    private static final String REFUSED = "and t.outcome <> 'OK' and t.known_from > r.started_at";

    public Counts {
        lost = List.copyOf(lost);
    }

    /** Counts what stands in the database. */
    static Counts of(JdbcClient db, String runId) {
        long[] delivered =
                numbers(db, "select count(*), coalesce(sum(t.bytes), 0)", "delivery t", "t.fetched_at", "", runId, 2);
        long[] taken = numbers(
                db,
                "select coalesce(sum(t.opened), 0), coalesce(sum(t.closed), 0)",
                "reading t",
                "t.known_from",
                "and t.outcome = 'OK'",
                runId,
                2);
        long[] registers = numbers(
                db,
                "select coalesce(sum(t.row_count), 0), coalesce(sum(t.rejected), 0)",
                "register_generation t",
                "t.known_from",
                "",
                runId,
                2);
        long refused = numbers(db, "select count(*)", "reading t", "t.known_from", REFUSED, runId, 1)[0]
                + numbers(db, "select count(*)", "cvr_reading t", "t.known_from", REFUSED, runId, 1)[0];
        List<Map<String, Object>> versions = db.sql("""
                        select s.snapshot_id as id, s.row_count as says,
                               (select count(*) from snapshot_value v where v.snapshot_id = s.snapshot_id) as has,
                               (select count(*) from snapshot_value v
                                where v.snapshot_id = s.snapshot_id and v.is_primary and v.status is not null
                                  and v.state in ('SOURCE_MISSING', 'STALE')) as lacks
                        from snapshot s where s.run_id = ? order by s.snapshot_id
                        """).param(runId).query().listOfRows();
        long cells = 0;
        long lacks = 0;
        List<String> lost = new ArrayList<>();
        for (Map<String, Object> version : versions) {
            long has = number(version, "has");
            cells += has;
            lacks += number(version, "lacks");
            if (has != number(version, "says")) {
                lost.add(String.valueOf(version.get("id")));
            }
        }
        return new Counts(
                delivered[0],
                delivered[1],
                taken[0],
                taken[1],
                registers[0],
                registers[1],
                refused,
                versions.size(),
                cells,
                lacks,
                lost);
    }

    private static long number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : 0;
    }

    private static long[] numbers(
            JdbcClient db, String select, String from, String time, String where, String runId, int columns) {
        return db.sql("%s from %s join run r on r.run_id = ? where %s %s"
                        .formatted(select, from, DURING.formatted(time), where))
                .param(runId)
                .query((rs, n) -> {
                    long[] numbers = new long[columns];
                    for (int c = 0; c < columns; c++) {
                        numbers[c] = rs.getLong(c + 1);
                    }
                    return numbers;
                })
                .single();
    }

    /**
     * What contradicts a run that says it is complete: the last net, under what each step says of itself.
     *
     * @param where the run
     */
    List<Problem> contradictions(String where) {
        List<Problem> problems = new ArrayList<>();
        if (!lost.isEmpty()) {
            problems.add(new Problem(
                    Mover.US,
                    "%s has not as many cells as it says".formatted(String.join(", ", lost)),
                    where,
                    "versions that stand whole in the database",
                    "maaltal verify; restore the database from a backup"));
        }
        if (refused > 0) {
            problems.add(new Problem(
                    Mover.UPSTREAM,
                    "%d readings were refused".formatted(refused),
                    where,
                    "every answer taken",
                    "maaltal list deliveries names them"));
        }
        if (sourceMissing > 0) {
            problems.add(new Problem(
                    Mover.US,
                    "%d published cells lack their source or have the last known figure".formatted(sourceMissing),
                    where,
                    "a source for every measure",
                    "maaltal status says which source"));
        }
        return problems;
    }

    /** One line: {@code 12 deliveries (3456 bytes), …}; what is 0 is left out, empty when all is. */
    String text() {
        List<String> parts = new ArrayList<>();
        add(parts, deliveries, "%d deliveries (" + bytes + " bytes)");
        add(parts, opened, "%d new or changed");
        add(parts, closed, "%d closed");
        add(parts, registerRows, "%d register rows");
        add(parts, rejections, "%d rows rejected");
        add(parts, refused, "%d readings refused");
        add(parts, versions, "%d versions (" + cells + " cells)");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String text) {
        if (count > 0) {
            parts.add(text.formatted(count));
        }
    }
}
