package dk.maaltal.report;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what was published, through the contract's own views. */
public final class Published {
    /** Headings of a cell for people, and what stands beneath each. */
    static final Map<String, String> OWN = own();

    private final JdbcTemplate db;

    public Published(JdbcTemplate db) {
        this.db = db;
    }

    private static Map<String, String> own() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("measure", "measure_id");
        own.put("title", "title_da");
        own.put("component", "component");
        own.put("basis", "basis");
        own.put("primary", "is_primary");
        own.put("about", "reference_period");
        own.put("value", "value");
        own.put("unit", "unit");
        own.put("state", "state");
        own.put("target", "target_text");
        own.put("against", "target_value");
        own.put("dk", "benchmark_value");
        own.put("last_year", "previous_value");
        own.put("deviation", "deviation");
        own.put("status", "status");
        own.put("reason", "reason");
        return own;
    }

    /** Any of the contract's tables or views, whole, ordered; for files. */
    Grid query(String sql, @Nullable Object... parameters) {
        Grid grid = db.query(sql, Grid::of, parameters);
        return java.util.Objects.requireNonNull(grid);
    }

    /** All versions, oldest period first. */
    public Grid snapshots() {
        return query("""
                select snapshot_id, period, version, is_latest, change_kind, as_of, published_at, row_count, change_note
                from bi.snapshot order by plan_id, period_end, period_start desc, version
                """);
    }

    /** The runs, newest first. */
    public Grid runs(int atMost) {
        return query("""
                select run_id, job, requested_by, started_at, ended_at, verdict, exit_code, summary
                from bi.run order by started_at desc, run_id desc fetch first %d rows only
                """.formatted(atMost));
    }

    /** The measures with their components. */
    public Grid measures() {
        return query("""
                select plan_id, measure_id, component, unit, direction, follow_up, minister_goal, title_da, title_en
                from bi.measure order by plan_id, measure_id, component
                """);
    }

    /** What was delivered, newest first. */
    public Grid deliveries(int atMost) {
        return query("""
                select fetched_at, source, outcome, rows, bytes, source_updated_on, request, sha256
                from bi.delivery order by fetched_at desc, request fetch first %d rows only
                """.formatted(atMost));
    }

    /**
     * Which version is meant.
     *
     * @param planId the plan
     * @param period its period
     * @param version a version, or null for the newest
     * @param asOf the newest one published by then, or null
     * @throws ProblemException when there is none
     */
    public String snapshotId(String planId, ReferencePeriod period, @Nullable Integer version, @Nullable Instant asOf) {
        List<String> found = db.queryForList(
                """
                select snapshot_id from bi.snapshot
                where plan_id = ? and period = ? and (cast(? as integer) is null or version = ?)
                  and (cast(? as timestamp with time zone) is null or published_at <= ?)
                order by version desc
                """,
                String.class,
                planId,
                period.id(),
                version,
                version,
                asOf == null ? null : asOf.atOffset(ZoneOffset.UTC),
                asOf == null ? null : asOf.atOffset(ZoneOffset.UTC));
        if (found.isEmpty()) {
            throw new ProblemException(Problem.declaration(
                    planId + " " + period + (version == null ? "" : " version " + version),
                    "nothing is published for it" + (asOf == null ? "" : " by " + asOf),
                    "a published period",
                    "`maaltal list snapshots` shows what there is; `maaltal run snapshot --period " + period
                            + "` publishes it"));
        }
        return found.get(0);
    }

    /** One version's own row. */
    public Grid snapshot(String snapshotId) {
        return query("select * from bi.snapshot where snapshot_id = ?", snapshotId);
    }

    /** Every cell of a version, with the contract's columns in its order. */
    public Grid cells(String snapshotId) {
        return query("""
                select * from bi.snapshot_value where snapshot_id = ?
                order by measure_id, component, basis, area_code
                """, snapshotId);
    }

    /** The cells of the plan's own municipality, for people. */
    public Grid ownCells(String snapshotId, String areaCode) {
        return query("""
                select v.measure_id as "measure", m.title_da as "title", v.component, v.basis,
                       case when v.is_primary then 'yes' else '' end as "primary", v.reference_period as "about",
                       v.value, v.unit, v.state, v.target_text as "target", v.target_value as "against",
                       v.benchmark_value as "dk", v.previous_value as "last_year", v.deviation, v.status, v.reason
                from bi.snapshot_value v
                join bi.snapshot s on s.snapshot_id = v.snapshot_id
                left join bi.measure m on m.plan_id = s.plan_id and m.measure_id = v.measure_id
                     and m.component = v.component
                where v.snapshot_id = ? and v.area_code = ?
                order by cast(substring(v.measure_id from 1 for 1) as integer),
                         cast(substring(v.measure_id from 3) as integer), v.component, v.is_primary desc, v.basis
                """, snapshotId, areaCode);
    }
}
