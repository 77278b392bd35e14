-- Same as for H2, but for the quotes around value, which is a reserved word there.
create view bi.observation as
select
    t.source,
    t.table_id,
    f.measure_key,
    a.area_code,
    a.area_name,
    f.dimensions,
    p.code as reference_period,
    cast(o.value_e4 * 0.0001 as decimal(18, 4)) as value,
    cast(case o.state when 0 then 'OK' when 1 then 'SUPPRESSED' else 'IMMATURE' end as varchar(20)) as state,
    r.known_from,
    c.known_from as known_to,
    d.sha256 as delivery_sha256
from (
    select cell, value_e4, state, opened_by, cast(null as bigint) as closed_by from observation
    union all
    select cell, value_e4, state, opened_by, closed_by from observation_past
) o
join source_table t on t.table_no = o.cell / 4503599627370496
join figure f on f.figure_id = o.cell / 4503599627370496 * 16777216 + mod(o.cell, 4294967296) / 256
join observed_area a on a.area_no = mod(o.cell, 256)
join observed_period p on p.period_key = mod(o.cell, 4503599627370496) / 4294967296
join reading_part rp on rp.part_id = o.opened_by
join reading r on r.reading_id = rp.reading_id
join delivery d on d.delivery_id = rp.delivery_id
left join reading c on c.reading_id = o.closed_by;
