package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluated;
import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The only writer of the published tables. Every method runs inside its caller's transaction. */
final class Store {
    private final JdbcTemplate jdbc;

    Store(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void addVersion(Version version) {
        ReferencePeriod period = version.period();
        jdbc.update(
                """
                insert into snapshot (snapshot_id, plan_id, period, period_type, period_start, period_end, version,
                    as_of, published_at, change_kind, change_note, backfilled, row_count, content_sha256,
                    previous_sha256, run_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                version.snapshotId(),
                version.planId(),
                period.id(),
                period.frequency().name(),
                period.firstDay(),
                period.lastDay(),
                version.number(),
                time(version.asOf()),
                time(version.publishedAt()),
                version.changeKind().text(),
                version.changeNote(),
                version.backfilled(),
                version.rowCount(),
                version.contentSha256(),
                version.previousSha256(),
                version.runId());
    }

    void addRows(String snapshotId, Collection<Row> rows) {
        insert(
                "insert into snapshot_value (snapshot_id, %s) values (?, %s)"
                        .formatted(RowColumns.NAMES, RowColumns.PLACES),
                rows.stream()
                        .map(row -> {
                            List<@Nullable Object> values = new ArrayList<>();
                            values.add(snapshotId);
                            values.addAll(RowColumns.values(row));
                            return values.toArray();
                        })
                        .toList());
    }

    void removePreview(String planId) {
        jdbc.update("delete from preview_value where plan_id = ?", planId);
    }

    void removePreview(String planId, ReferencePeriod period) {
        jdbc.update("delete from preview_value where plan_id = ? and period = ?", planId, period.id());
    }

    void addPreview(Plan plan, Evaluated evaluated) {
        ReferencePeriod period = evaluated.period();
        insert(
                "insert into preview_value (snapshot_id, %s, plan_id, period, evaluated_at) values (?, %s, ?, ?, ?)"
                        .formatted(RowColumns.NAMES, RowColumns.PLACES),
                evaluated.rows().stream()
                        .map(row -> {
                            List<@Nullable Object> values = new ArrayList<>();
                            values.add(Preview.id(plan.id(), period));
                            values.addAll(RowColumns.values(row));
                            values.add(plan.id());
                            values.add(period.id());
                            values.add(time(evaluated.asOf()));
                            return values.toArray();
                        })
                        .toList());
    }

    void addLineages(Collection<Lineage> lineages) {
        insert(
                """
                insert into snapshot_lineage (lineage_id, delivery_sha256, known_from)
                select cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone)
                where not exists (select 1
                                  from snapshot_lineage
                                  where lineage_id = ? and delivery_sha256 = ? and known_from = ?)
                """,
                lineages.stream()
                        .flatMap(lineage -> lineage.entries().stream().map(entry -> {
                            OffsetDateTime from = time(entry.knownFrom());
                            String sha256 = entry.deliverySha256();
                            return new @Nullable Object[] {lineage.id(), sha256, from, lineage.id(), sha256, from};
                        }))
                        .toList());
    }

    /** The names of measures, areas and the period, for those who read the rows. */
    void addNames(Plan plan, ReferencePeriod period) {
        addMeasures(plan);
        insert("""
                merge into snapshot_area t
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar))) s (area_code, area_name, area_type)
                on t.area_code = s.area_code
                when matched then update set area_name = s.area_name, area_type = s.area_type
                when not matched then insert (area_code, area_name, area_type)
                    values (s.area_code, s.area_name, s.area_type)
                """, plan.areas().all().stream().map(Store::area).toList());
        jdbc.update(
                """
                insert into snapshot_period (period, period_type, period_start, period_end, in_year, label_da)
                select cast(? as varchar), cast(? as varchar), cast(? as date), cast(? as date), cast(? as bigint),
                       cast(? as varchar)
                where not exists (select 1 from snapshot_period where period = ?)
                """,
                period.id(),
                period.frequency().name(),
                period.firstDay(),
                period.lastDay(),
                period.year(),
                label(period),
                period.id());
    }

    private static @Nullable Object[] area(Area area) {
        return new @Nullable Object[] {area.code(), area.name(), area.type()};
    }

    /** Words that were mended since reach the definition's row too: they are not part of it, and no row holds them. */
    private void addMeasures(Plan plan) {
        Long use = jdbc.queryForObject("select coalesce(max(last_use), 0) + 1 from snapshot_measure", Long.class);
        List<@Nullable Object[]> used = new ArrayList<>();
        List<@Nullable Object[]> added = new ArrayList<>();
        for (Measure m : plan.measures()) {
            for (Component c : m.components()) {
                used.add(new @Nullable Object[] {
                    use,
                    m.ministerGoal(),
                    m.titleDa(),
                    m.titleEn(),
                    m.descriptionDa(),
                    m.sourceTextDa(),
                    plan.id(),
                    m.id(),
                    c.name(),
                    m.definitionSha256()
                });
                added.add(new @Nullable Object[] {
                    plan.id(),
                    m.id(),
                    c.name(),
                    m.definitionSha256(),
                    m.ministerGoal(),
                    m.titleDa(),
                    m.titleEn(),
                    m.descriptionDa(),
                    c.unit().text(),
                    m.direction().text(),
                    m.followUp().text(),
                    m.sourceTextDa(),
                    m.validFrom(),
                    m.validTo(),
                    use,
                    plan.id(),
                    m.id(),
                    c.name(),
                    m.definitionSha256()
                });
            }
        }
        insert("""
                update snapshot_measure
                set last_use = ?, minister_goal = cast(? as bigint), title_da = ?, title_en = ?, description_da = ?,
                    source_text_da = ?
                where plan_id = ? and measure_id = ? and component = ? and definition_sha256 = ?
                """, used);
        insert("""
                insert into snapshot_measure (plan_id, measure_id, component, definition_sha256, minister_goal, title_da,
                    title_en, description_da, unit, direction, follow_up, source_text_da, valid_from, valid_to, last_use)
                select cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as bigint),
                       cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar),
                       cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as date), cast(? as date),
                       cast(? as bigint)
                where not exists (select 1
                                  from snapshot_measure
                                  where plan_id = ? and measure_id = ? and component = ? and definition_sha256 = ?)
                """, added);
    }

    /** {@code 1. kvartal 2024}, {@code 1. halvår 2024}, {@code 2024}. */
    static String label(ReferencePeriod period) {
        return switch (period.frequency()) {
            case Q -> "%d. kvartal %d".formatted(period.ordinal(), period.year());
            case H -> "%d. halvår %d".formatted(period.ordinal(), period.year());
            default -> period.id();
        };
    }

    private void insert(String sql, List<@Nullable Object[]> values) {
        if (!values.isEmpty()) {
            jdbc.batchUpdate(sql, values);
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
