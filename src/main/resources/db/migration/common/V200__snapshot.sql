-- Published versions, the preview, and the contract for BI (schema bi).
-- The same script runs on H2 and PostgreSQL. On H2 the connection has NON_KEYWORDS=VALUE,YEAR.

create schema if not exists bi;

create table snapshot (
    snapshot_id     varchar not null primary key,
    plan_id         varchar not null,
    period          varchar not null,
    period_type     varchar not null,
    period_start    date not null,
    period_end      date not null,
    version         bigint not null,
    as_of           timestamp with time zone not null,
    published_at    timestamp with time zone not null,
    change_kind     varchar not null,
    change_note     varchar not null,
    backfilled      boolean not null,
    row_count       bigint not null,
    content_sha256  varchar not null,
    previous_sha256 varchar,
    run_id          varchar,
    constraint snapshot_version unique (plan_id, period, version)
);

create table snapshot_value (
    snapshot_id       varchar not null references snapshot (snapshot_id),
    measure_id        varchar not null,
    component         varchar not null,
    basis             varchar not null,
    is_primary        boolean not null,
    area_code         varchar not null,
    area_name         varchar not null,
    reference_period  varchar not null,
    value             decimal(18, 4),
    numerator         decimal(18, 4),
    denominator       decimal(18, 4),
    unit              varchar not null,
    state             varchar not null,
    provisional       boolean not null,
    target_text       varchar,
    target_value      decimal(18, 4),
    benchmark_value   decimal(18, 4),
    previous_value    decimal(18, 4),
    deviation         decimal(18, 4),
    twin_difference   decimal(18, 4),
    status            varchar,
    reason            varchar,
    due               boolean not null,
    attributes        varchar,
    definition_sha256 varchar not null,
    source_updated_on date,
    lineage_id        varchar,
    primary key (snapshot_id, measure_id, component, basis, area_code)
);

create table snapshot_lineage (
    lineage_id      varchar not null,
    delivery_sha256 varchar not null,
    known_from      timestamp with time zone not null,
    primary key (lineage_id, delivery_sha256, known_from)
);

-- Every definition that was ever published or previewed, so that a version keeps the names it was published with.
create table snapshot_measure (
    plan_id           varchar not null,
    measure_id        varchar not null,
    component         varchar not null,
    definition_sha256 varchar not null,
    minister_goal     bigint,
    title_da          varchar not null,
    title_en          varchar not null,
    description_da    varchar not null,
    unit              varchar not null,
    direction         varchar not null,
    follow_up         varchar not null,
    source_text_da    varchar not null,
    valid_from        date,
    valid_to          date,
    last_use          bigint not null,
    primary key (plan_id, measure_id, component, definition_sha256)
);

create table snapshot_area (
    area_code varchar not null primary key,
    area_name varchar not null,
    area_type varchar not null
);

create table snapshot_period (
    period       varchar not null primary key,
    period_type  varchar not null,
    period_start date not null,
    period_end   date not null,
    year         bigint not null,
    label_da     varchar not null
);

create table preview_value (
    snapshot_id       varchar not null,
    measure_id        varchar not null,
    component         varchar not null,
    basis             varchar not null,
    is_primary        boolean not null,
    area_code         varchar not null,
    area_name         varchar not null,
    reference_period  varchar not null,
    value             decimal(18, 4),
    numerator         decimal(18, 4),
    denominator       decimal(18, 4),
    unit              varchar not null,
    state             varchar not null,
    provisional       boolean not null,
    target_text       varchar,
    target_value      decimal(18, 4),
    benchmark_value   decimal(18, 4),
    previous_value    decimal(18, 4),
    deviation         decimal(18, 4),
    twin_difference   decimal(18, 4),
    status            varchar,
    reason            varchar,
    due               boolean not null,
    attributes        varchar,
    definition_sha256 varchar not null,
    source_updated_on date,
    lineage_id        varchar,
    plan_id           varchar not null,
    period            varchar not null,
    evaluated_at      timestamp with time zone not null,
    primary key (snapshot_id, measure_id, component, basis, area_code)
);

create view bi.contract as
select cast('1.0' as varchar) as version;

create view bi.snapshot as
select s.snapshot_id, s.plan_id, s.period, s.period_type, s.period_start, s.period_end, s.version, s.as_of,
       s.published_at,
       not exists (select 1
                   from snapshot n
                   where n.plan_id = s.plan_id and n.period = s.period and n.version > s.version) as is_latest,
       s.change_kind, s.change_note, s.backfilled, s.row_count, s.content_sha256, s.previous_sha256, s.run_id
from snapshot s;

create view bi.snapshot_value as
select snapshot_id, measure_id, component, basis, is_primary, area_code, area_name, reference_period, value, numerator,
       denominator, unit, state, provisional, target_text, target_value, benchmark_value, previous_value, deviation,
       twin_difference, status, reason, due, attributes, definition_sha256, source_updated_on, lineage_id
from snapshot_value;

create view bi.latest_value as
select s.snapshot_id, s.plan_id, s.period, s.period_type, s.period_start, s.period_end, s.version, s.as_of,
       s.published_at, s.is_latest, s.change_kind, s.change_note, s.backfilled, s.row_count, s.content_sha256,
       s.previous_sha256, s.run_id,
       v.measure_id, v.component, v.basis, v.is_primary, v.area_code, v.area_name, v.reference_period, v.value,
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
select snapshot_id, measure_id, component, basis, is_primary, area_code, area_name, reference_period, value, numerator,
       denominator, unit, state, provisional, target_text, target_value, benchmark_value, previous_value, deviation,
       twin_difference, status, reason, due, attributes, definition_sha256, source_updated_on, lineage_id, period,
       evaluated_at
from preview_value;

create view bi.measure as
select m.plan_id, m.measure_id, m.component, m.minister_goal, m.title_da, m.title_en, m.description_da, m.unit,
       m.direction, m.follow_up, m.source_text_da, m.definition_sha256, m.valid_from, m.valid_to
from snapshot_measure m
where not exists (select 1
                  from snapshot_measure n
                  where n.plan_id = m.plan_id and n.measure_id = m.measure_id and n.component = m.component
                    and (n.last_use > m.last_use
                        or n.last_use = m.last_use and n.definition_sha256 > m.definition_sha256));

create view bi.area as
select area_code, area_name, area_type
from snapshot_area;

create view bi.period as
select period, period_type, period_start, period_end, year, label_da
from snapshot_period;

create view bi.lineage as
select lineage_id, delivery_sha256, known_from
from snapshot_lineage;
