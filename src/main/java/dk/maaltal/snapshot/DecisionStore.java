package dk.maaltal.snapshot;

import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of decisions. Every method runs inside its caller's transaction. */
final class DecisionStore {
    private final JdbcTemplate jdbc;
    private final Decisions decisions;

    DecisionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.decisions = new Decisions(JdbcClient.create(jdbc));
    }

    Decisions decisions() {
        return decisions;
    }

    /** The number of a decision that is proposed now. */
    long nextNumber() {
        Long next = jdbc.queryForObject("select coalesce(max(decision_id), 0) + 1 from decision", Long.class);
        return next == null ? 1 : next;
    }

    /** Keeps a decision that waits, with what it would publish. */
    void propose(Decision decision, Collection<Row> rows, Collection<Lineage> lineages) {
        Decision.Counts counts = decision.counts();
        jdbc.update(
                """
                insert into decision (decision_id, plan_id, period, base_id, as_of, computed_at, content_sha256,
                    definitions_sha256, taken_by, journal_lines, change_kind, row_count, added, changed, removed, unchanged,
                    flips, causes, change_note, run_id, state, waiting_for)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
                """,
                decision.number(),
                decision.planId(),
                decision.period().id(),
                decision.baseId(),
                time(decision.asOf()),
                time(decision.computedAt()),
                decision.contentSha256(),
                decision.ground().definitionsSha256(),
                time(decision.ground().takenBy()),
                decision.ground().journalLines(),
                decision.kind().text(),
                counts.rows(),
                counts.added(),
                counts.changed(),
                counts.removed(),
                counts.unchanged(),
                counts.flips(),
                String.join("\n", decision.causes()),
                decision.note(),
                decision.runId(),
                Decisions.waitingFor(decision.planId(), decision.period()));
        addRows(decision.number(), rows);
        addLineages(decision.number(), lineages);
    }

    private void addRows(long number, Collection<Row> rows) {
        jdbc.batchUpdate(
                "insert into decision_value (decision_id, %s) values (?, %s)"
                        .formatted(RowColumns.NAMES, RowColumns.PLACES),
                rows.stream()
                        .map(row -> {
                            List<@Nullable Object> values = new ArrayList<>();
                            values.add(number);
                            values.addAll(RowColumns.values(row));
                            return values.toArray();
                        })
                        .toList());
    }

    private void addLineages(long number, Collection<Lineage> lineages) {
        List<Object[]> values = lineages.stream()
                .flatMap(lineage -> lineage.entries().stream().map(entry ->
                        new Object[] {number, lineage.id(), entry.deliverySha256(), time(entry.knownFrom())}))
                .toList();
        if (!values.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into decision_lineage (decision_id, lineage_id, delivery_sha256, known_from)"
                            + " values (?, ?, ?, ?)",
                    values);
        }
    }

    /**
     * Ends a decision.
     *
     * @return whether it waited until now
     */
    boolean end(long number, Decision.Ending ending) {
        return jdbc.update(
                        """
                        update decision
                        set state = ?, waiting_for = null, decided_at = ?, decided_by = ?, reason = ?, published_id = ?
                        where decision_id = ? and state = 'waiting'
                        """,
                        ending.state().text(),
                        time(ending.at()),
                        ending.by(),
                        ending.reason(),
                        ending.publishedId(),
                        number)
                == 1;
    }

    /** Ends the one that waits for a period, where there is one. */
    Optional<Decision> endWaiting(String planId, ReferencePeriod period, Decision.Ending ending) {
        Optional<Decision> waiting = decisions.waiting(planId, period);
        waiting.ifPresent(decision -> end(decision.number(), ending));
        return waiting;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
