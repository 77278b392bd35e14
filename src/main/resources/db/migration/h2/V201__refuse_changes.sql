-- What is published stays: the database itself refuses to change it, for every user.
create trigger snapshot_stays before update, delete on snapshot
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger snapshot_value_stays before update, delete on snapshot_value
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger snapshot_lineage_stays before update, delete on snapshot_lineage
    call 'dk.maaltal.snapshot.RefuseChange';

-- H2 fires no trigger on TRUNCATE, but refuses it for a table that another one refers to. These two are always empty;
-- snapshot itself is referred to by snapshot_value.
create table snapshot_value_stays (
    snapshot_id varchar,
    measure_id  varchar,
    component   varchar,
    basis       varchar,
    area_code   varchar,
    foreign key (snapshot_id, measure_id, component, basis, area_code)
        references snapshot_value (snapshot_id, measure_id, component, basis, area_code)
);
create table snapshot_lineage_stays (
    lineage_id      varchar,
    delivery_sha256 varchar,
    known_from      timestamp with time zone,
    foreign key (lineage_id, delivery_sha256, known_from)
        references snapshot_lineage (lineage_id, delivery_sha256, known_from)
);
