package dk.maaltal.snapshot;

import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.series.ReferencePeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what waits for a person, and what was decided. */
public final class Decisions {
    private static final String SELECT = """
            select decision_id, plan_id, period, base_id, as_of, computed_at, content_sha256, definitions_sha256,
                   taken_by, journal_lines, change_kind, row_count, added, changed, removed, unchanged, flips, causes, change_note, run_id, state,
                   decided_at, decided_by, reason, published_id
            from decision
            """;

    private final JdbcClient jdbc;

    public Decisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every decision, newest first. */
    public List<Decision> all() {
        return jdbc.sql(SELECT + " order by decision_id desc")
                .query(Decisions::decision)
                .list();
    }

    /** Those that wait, oldest first. */
    public List<Decision> waiting() {
        return jdbc.sql(SELECT + " where state = 'waiting' order by decision_id")
                .query(Decisions::decision)
                .list();
    }

    /** The one that waits for a period. */
    Optional<Decision> waiting(String planId, ReferencePeriod period) {
        return jdbc.sql(SELECT + " where waiting_for = ?")
                .param(waitingFor(planId, period))
                .query(Decisions::decision)
                .optional();
    }

    /** One of them. */
    public Optional<Decision> find(long number) {
        return jdbc.sql(SELECT + " where decision_id = ?")
                .param(number)
                .query(Decisions::decision)
                .optional();
    }

    /** The newest one that waits for the change of a version into this content, or rejected it. */
    Optional<Decision> asked(String baseId, String contentSha256) {
        return jdbc.sql(SELECT + """
                         where base_id = ? and content_sha256 = ? and state in ('waiting', 'rejected')
                        order by decision_id desc fetch first 1 row only
                        """)
                .params(baseId, contentSha256)
                .query(Decisions::decision)
                .optional();
    }

    /** The proposed rows, in key order; none for a number that does not exist. */
    List<Row> rows(long number) {
        return jdbc
                .sql("select " + RowColumns.NAMES + " from decision_value where decision_id = ?")
                .param(number)
                .query(RowColumns::read)
                .list()
                .stream()
                .sorted(Comparator.comparing(Row::key))
                .toList();
    }

    /** The lineages of the proposed rows, as they were kept. */
    List<Lineage> lineages(long number) {
        Map<String, List<Lineage.Entry>> entries = new TreeMap<>();
        jdbc.sql("""
                        select lineage_id, delivery_sha256, known_from from decision_lineage where decision_id = ?
                        order by lineage_id, delivery_sha256, known_from
                        """).param(number).query(row -> {
            entries.computeIfAbsent(row.getString("lineage_id"), id -> new ArrayList<>())
                    .add(new Lineage.Entry(row.getString("delivery_sha256"), instant(row, "known_from")));
        });
        return entries.entrySet().stream()
                .map(entry -> new Lineage(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What a period that waits is known by: only one decision may have it. */
    static String waitingFor(String planId, ReferencePeriod period) {
        return planId + "/" + period.id();
    }

    private static Decision decision(ResultSet row, int number) throws SQLException {
        return new Decision(
                row.getLong("decision_id"),
                row.getString("plan_id"),
                ReferencePeriod.parse(row.getString("period")),
                row.getString("base_id"),
                instant(row, "as_of"),
                instant(row, "computed_at"),
                row.getString("content_sha256"),
                new Seal.Ground(
                        row.getString("definitions_sha256"), instant(row, "taken_by"), row.getLong("journal_lines")),
                ChangeKind.valueOf(row.getString("change_kind").toUpperCase(Locale.ROOT)),
                new Decision.Counts(
                        row.getLong("row_count"),
                        row.getLong("added"),
                        row.getLong("changed"),
                        row.getLong("removed"),
                        row.getLong("unchanged"),
                        row.getLong("flips")),
                row.getString("causes").lines().toList(),
                row.getString("change_note"),
                row.getString("run_id"),
                ending(row));
    }

    private static Decision.@Nullable Ending ending(ResultSet row) throws SQLException {
        Decision.State state = Decision.State.of(row.getString("state"));
        return state == Decision.State.WAITING
                ? null
                : new Decision.Ending(
                        state,
                        instant(row, "decided_at"),
                        row.getString("decided_by"),
                        row.getString("reason"),
                        row.getString("published_id"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
