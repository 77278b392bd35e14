-- What the sources said, and when. A function of the journal of deliveries: `maaltal rebuild` makes it anew.
create schema if not exists bi;

-- One row for each distinct (body, request): its first receipt.
create table delivery (
    delivery_id integer primary key,
    sha256 varchar(64) not null,
    -- A request can be longer than an index takes.
    request_sha256 varchar(64) not null,
    source varchar(40) not null,
    request varchar not null,
    fetched_at timestamp(6) with time zone not null,
    status smallint not null,
    bytes bigint not null,
    complete boolean not null,
    source_updated_on date,
    row_count bigint,
    outcome varchar(20),
    detail varchar,
    -- Where a bundled archive says its figures are from; null for what the source itself said.
    origin varchar,
    unique (sha256, request_sha256)
);

-- A table of a source gets a number, the first part of every cell's.
create table source_table (
    table_no smallint primary key,
    source varchar(40) not null,
    table_id varchar(100) not null,
    unique (source, table_id)
);

-- The accepted catalogues, and what they said of each table, as vintages.
create table catalogue (
    known_from timestamp(6) with time zone primary key,
    sha256 varchar(64) not null
);

create table catalogue_table (
    table_id varchar(100) not null,
    known_from timestamp(6) with time zone not null,
    known_to timestamp(6) with time zone,
    table_name varchar not null,
    subject varchar not null,
    update_freq varchar not null,
    update_latest date,
    update_next date,
    primary key (table_id, known_from)
);

-- Every reading of a table, taken (outcome OK) or refused. The id is its line in the journal.
create table reading (
    reading_id bigint primary key,
    table_id varchar(100) not null,
    known_from timestamp(6) with time zone not null,
    update_latest date,
    update_next date,
    wanted varchar(64) not null,
    metadata_sha256 varchar(64) not null,
    outcome varchar(20) not null,
    problem varchar,
    -- Distinct rows of the areas that are kept.
    row_count bigint not null,
    -- Rows by period and members, JSON.
    rows_by_period varchar not null,
    areas varchar not null,
    areas_offered varchar not null,
    periods varchar not null,
    opened bigint not null,
    closed bigint not null
);

create index reading_by_table on reading (table_id, known_from);

create table reading_part (
    part_id integer primary key,
    reading_id bigint not null references reading,
    delivery_id integer not null references delivery
);

create index reading_part_by_reading on reading_part (reading_id);

-- A measure with its members: what a table says of every area. figure_id = table_no * 2^24 + figure_no.
create table figure (
    figure_id bigint primary key,
    measure_key varchar not null,
    dimensions varchar not null
);

create table observed_area (
    area_no smallint primary key,
    area_code varchar(10) not null unique,
    area_name varchar(100) not null
);

insert into observed_area (area_no, area_code, area_name) values (0, 'DK', 'Hele landet');

create table observed_period (
    period_key integer primary key,
    code varchar(20) not null
);

-- What is known now. A single bigint key in load order: a wide unsorted one makes H2 fifteen times slower.
-- cell = table_no * 2^52 + period_key * 2^32 + figure_no * 2^8 + area_no
-- value_e4 = value * 10^4; state = 0 OK, 1 SUPPRESSED, 2 IMMATURE
-- opened_by = the part of a reading that first said so
create table observation (
    cell bigint primary key,
    value_e4 bigint,
    state smallint not null,
    opened_by integer not null
);

-- What was known before; closed_by is the reading that said otherwise.
create table observation_past (
    cell bigint not null,
    closed_by bigint not null,
    value_e4 bigint,
    state smallint not null,
    opened_by integer not null,
    primary key (cell, closed_by)
);

-- How much of the journal stands in this database.
create table journal_position (
    only_row smallint primary key check (only_row = 1),
    lines bigint not null,
    bytes bigint not null,
    last_sha256 varchar(64) not null
);

insert into journal_position (only_row, lines, bytes, last_sha256) values (1, 0, 0, '');

create view bi.delivery as
select
    d.sha256,
    d.source,
    d.request,
    d.fetched_at,
    d.source_updated_on,
    d.bytes,
    d.row_count as rows,
    d.outcome
from delivery d;
