-- What is published stays (V201), and a version is never added to either. Its rows and their lineage are written first
-- and its row in snapshot last; from then on nothing more is taken. So the rows come before what they refer to, and H2
-- knows no constraint that waits until the end of a transaction. The name that H2 gave to this one is its own.
execute immediate 'alter table snapshot_value drop constraint '
    || (select constraint_name
        from information_schema.table_constraints
        where table_schema = schema() and table_name = 'SNAPSHOT_VALUE' and constraint_type = 'FOREIGN KEY');

-- Whose turn it is to publish; locked until the end of the transaction. PostgreSQL has an advisory lock.
create table publishing_turn (
    only_row smallint primary key check (only_row = 1)
);
insert into publishing_turn (only_row) values (1);

-- A lineage that a version refers to takes no further entry.
create index snapshot_value_by_lineage on snapshot_value (lineage_id);

create trigger snapshot_value_late before insert on snapshot_value for each row
    call 'dk.maaltal.snapshot.RefuseLate';
create trigger snapshot_seal_late before insert on snapshot_seal for each row
    call 'dk.maaltal.snapshot.RefuseLate';
create trigger definition_set_late before insert on definition_set for each row
    call 'dk.maaltal.snapshot.RefuseLate';
create trigger snapshot_lineage_late before insert on snapshot_lineage for each row
    call 'dk.maaltal.snapshot.RefuseLate';
create trigger snapshot_whole after insert on snapshot for each row
    call 'dk.maaltal.snapshot.RefusePart';

-- The names stay beside the rows; their words may be mended.
create trigger snapshot_measure_stays before delete on snapshot_measure
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger snapshot_area_stays before delete on snapshot_area
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger snapshot_period_stays before delete on snapshot_period
    call 'dk.maaltal.snapshot.RefuseChange';

-- As in V201: always empty, against TRUNCATE.
create table snapshot_stays (
    snapshot_id varchar references snapshot (snapshot_id)
);
create table snapshot_measure_stays (
    plan_id           varchar,
    measure_id        varchar,
    component         varchar,
    definition_sha256 varchar,
    foreign key (plan_id, measure_id, component, definition_sha256)
        references snapshot_measure (plan_id, measure_id, component, definition_sha256)
);
create table snapshot_area_stays (
    area_code varchar references snapshot_area (area_code)
);
create table snapshot_period_stays (
    period varchar references snapshot_period (period)
);

-- Rows whose version does not stand are nobody's.
create or replace view bi.snapshot_value as
select v.snapshot_id, v.measure_id, v.component, v.basis, v.is_primary, v.area_code, v.area_name, v.reference_period,
       v.cell_value as "VALUE", v.numerator, v.denominator, v.unit, v.state, v.provisional, v.target_text,
       v.target_value, v.benchmark_value, v.previous_value, v.deviation, v.twin_difference, v.status, v.reason, v.due,
       v.attributes, v.definition_sha256, v.source_updated_on, v.lineage_id
from snapshot_value v
join snapshot s on s.snapshot_id = v.snapshot_id;

-- H2 gives a statement one state of the tables that stand in it or in its views, but not of those in views of views: a
-- reader could see a version gone and the next one not there yet. So this one no longer rests on bi.snapshot.
create or replace view bi.latest_value as
select s.snapshot_id, s.plan_id, s.period, s.period_type, s.period_start, s.period_end, s.version, s.as_of,
       s.published_at, true as is_latest, s.change_kind, s.change_note, s.backfilled, s.row_count, s.content_sha256,
       s.previous_sha256, s.run_id,
       v.measure_id, v.component, v.basis, v.is_primary, v.area_code, v.area_name, v.reference_period,
       v.cell_value as "VALUE",
       v.numerator, v.denominator, v.unit, v.state, v.provisional, v.target_text, v.target_value, v.benchmark_value,
       v.previous_value, v.deviation, v.twin_difference, v.status, v.reason, v.due, v.attributes, v.definition_sha256,
       v.source_updated_on, v.lineage_id,
       m.title_da, m.title_en
from snapshot s
join snapshot_value v on v.snapshot_id = s.snapshot_id
left join snapshot_measure m
    on m.plan_id = s.plan_id and m.measure_id = v.measure_id and m.component = v.component
        and m.definition_sha256 = v.definition_sha256
where not exists (select 1
                  from snapshot n
                  where n.plan_id = s.plan_id and n.period = s.period and n.version > s.version);
