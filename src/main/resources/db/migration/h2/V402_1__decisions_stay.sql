-- A decision is made once, and what was proposed stays as it was: the database itself refuses to change it.
create trigger decision_stays before update, delete on decision
    for each row call 'dk.maaltal.snapshot.RefuseSecondDecision';
create trigger decision_value_stays before update, delete on decision_value
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger decision_lineage_stays before update, delete on decision_lineage
    call 'dk.maaltal.snapshot.RefuseChange';

-- As for the published tables: H2 refuses TRUNCATE of a table that another one refers to. These are always empty.
create table decision_value_stays (
    decision_id bigint,
    measure_id  varchar,
    component   varchar,
    basis       varchar,
    area_code   varchar,
    foreign key (decision_id, measure_id, component, basis, area_code)
        references decision_value (decision_id, measure_id, component, basis, area_code)
);
create table decision_lineage_stays (
    decision_id     bigint,
    lineage_id      varchar,
    delivery_sha256 varchar,
    known_from      timestamp with time zone,
    foreign key (decision_id, lineage_id, delivery_sha256, known_from)
        references decision_lineage (decision_id, lineage_id, delivery_sha256, known_from)
);
