-- Changes of published versions that wait for a person, and what became of them. The proposed rows are kept with each, so
-- that what is approved is exactly what was looked at. The same script runs on H2 and PostgreSQL.

-- What was proposed, and from "state" on what was decided: only the latter may change, once (V402.1).
create table decision (
    decision_id        bigint not null primary key,
    plan_id            varchar not null,
    period             varchar not null,
    base_id            varchar not null references snapshot (snapshot_id),
    as_of              timestamp with time zone not null,
    computed_at        timestamp with time zone not null,
    content_sha256     varchar not null,
    definitions_sha256 varchar not null,
    taken_by           timestamp with time zone not null,
    journal_lines      bigint not null,
    change_kind        varchar not null,
    row_count          bigint not null,
    added              bigint not null,
    changed            bigint not null,
    removed            bigint not null,
    unchanged          bigint not null,
    flips              bigint not null,
    causes             varchar not null,
    change_note        varchar not null,
    run_id             varchar,
    state              varchar not null
        check (state in ('waiting', 'approved', 'rejected', 'superseded', 'withdrawn')),
    -- The plan's period while it waits: one at a time.
    waiting_for        varchar,
    decided_at         timestamp with time zone,
    decided_by         varchar,
    reason             varchar,
    published_id       varchar,
    constraint decision_one_waits unique (waiting_for),
    constraint decision_waits check ((state = 'waiting') = (waiting_for is not null)),
    constraint decision_is_told check ((state = 'waiting') = (reason is null)),
    constraint decision_has_a_time check ((state = 'waiting') = (decided_at is null)),
    constraint decision_has_a_name check ((state = 'waiting') = (decided_by is null)),
    constraint decision_publishes check ((state = 'approved') = (published_id is not null))
);

create table decision_value (
    decision_id       bigint not null references decision (decision_id),
    measure_id        varchar not null,
    component         varchar not null,
    basis             varchar not null,
    is_primary        boolean not null,
    area_code         varchar not null,
    area_name         varchar not null,
    reference_period  varchar not null,
    cell_value        decimal(18, 4),
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
    primary key (decision_id, measure_id, component, basis, area_code)
);

create table decision_lineage (
    decision_id     bigint not null references decision (decision_id),
    lineage_id      varchar not null,
    delivery_sha256 varchar not null,
    known_from      timestamp with time zone not null,
    primary key (decision_id, lineage_id, delivery_sha256, known_from)
);
