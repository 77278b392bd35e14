-- As for PostgreSQL, but for the quotes: value and year are reserved words in H2.

create view bi.snapshot_value as
select snapshot_id, measure_id, component, basis, is_primary, area_code, area_name, reference_period,
       cell_value as "VALUE", numerator,
       denominator, unit, state, provisional, target_text, target_value, benchmark_value, previous_value, deviation,
       twin_difference, status, reason, due, attributes, definition_sha256, source_updated_on, lineage_id
from snapshot_value;

create view bi.latest_value as
select s.snapshot_id, s.plan_id, s.period, s.period_type, s.period_start, s.period_end, s.version, s.as_of,
       s.published_at, s.is_latest, s.change_kind, s.change_note, s.backfilled, s.row_count, s.content_sha256,
       s.previous_sha256, s.run_id,
       v.measure_id, v.component, v.basis, v.is_primary, v.area_code, v.area_name, v.reference_period,
       v.cell_value as "VALUE",
       v.numerator, v.denominator, v.unit, v.state, v.provisional, v.target_text, v.target_value, v.benchmark_value,
       v.previous_value, v.deviation, v.twin_difference, v.status, v.reason, v.due, v.attributes, v.definition_sha256,
       v.source_updated_on, v.lineage_id,
       m.title_da, m.title_en
from bi.snapshot s
join snapshot_value v on v.snapshot_id = s.snapshot_id
left join snapshot_measure m
    on m.plan_id = s.plan_id and m.measure_id = v.measure_id and m.component = v.component
        and m.definition_sha256 = v.definition_sha256
where s.is_latest;

create view bi.preview_value as
select snapshot_id, measure_id, component, basis, is_primary, area_code, area_name, reference_period,
       cell_value as "VALUE", numerator,
       denominator, unit, state, provisional, target_text, target_value, benchmark_value, previous_value, deviation,
       twin_difference, status, reason, due, attributes, definition_sha256, source_updated_on, lineage_id, period,
       evaluated_at
from preview_value;

create view bi.period as
select period, period_type, period_start, period_end, in_year as "YEAR", label_da
from snapshot_period;
