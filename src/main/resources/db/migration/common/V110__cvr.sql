-- CVR's workplaces, and when each thing was known of them. A function of the journal, as all of staging is.

-- Every reading, taken (outcome OK) or refused. The id is its line in the journal.
create table cvr_reading (
    reading_id bigint primary key,
    municipality varchar(10) not null,
    known_from timestamp(6) with time zone not null,
    outcome varchar(20) not null,
    problem varchar,
    unit_count bigint not null,
    opened bigint not null,
    closed bigint not null
);

-- The answers a reading rests on: the pages, then the look-ups.
create table cvr_reading_answer (
    reading_id bigint not null references cvr_reading,
    place integer not null,
    delivery_id integer not null references delivery,
    primary key (reading_id, place)
);

create index cvr_reading_answer_by_delivery on cvr_reading_answer (delivery_id);

-- What CVR said of a workplace from one instant to another: canonical JSON.
create table cvr_unit (
    municipality varchar(10) not null,
    p_number bigint not null,
    known_from timestamp(6) with time zone not null,
    known_to timestamp(6) with time zone,
    facts varchar not null,
    primary key (municipality, p_number, known_from)
);

-- P-numbers that were looked up and are CVR's.
create table cvr_elsewhere (
    p_number bigint primary key,
    known_from timestamp(6) with time zone not null
);
