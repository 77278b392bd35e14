-- The registers' generations and the files they came in. A function of the journal and of the generations' folders:
-- `maaltal rebuild` makes it anew. No pseudonym and no row of a register stands here.

-- The key that pseudonyms are made with, by its fingerprint: another one would split every person in two.
create table pseudonym_key (
    only_row smallint primary key check (only_row = 1),
    fingerprint varchar(64) not null
);

-- One row for each file that was taken; the id is its line in the journal.
create table register_generation (
    generation_id bigint primary key,
    register varchar(40) not null,
    extract_date date not null,
    known_from timestamp(6) with time zone not null,
    folder varchar(40) not null,
    manifest_sha256 varchar(64) not null,
    file_sha256 varchar(64) not null,
    layout varchar not null,
    -- What a delta was added to.
    base_folder varchar(40),
    is_delta boolean not null,
    key_fingerprint varchar(64),
    -- Distinct rows, and persons who have any.
    row_count bigint not null,
    persons bigint not null,
    merged bigint not null,
    rejected bigint not null,
    skipped bigint not null,
    unique (register, folder)
);

-- One row for each distinct file and extract date of a register, as it was judged last.
create table register_file (
    file_id bigint primary key,
    register varchar(40) not null,
    file_name varchar not null,
    sha256 varchar(64) not null,
    bytes bigint not null,
    extract_date date,
    received_at timestamp(6) with time zone not null,
    outcome varchar(20) not null,
    -- Why it was refused; null when it was taken.
    problem varchar,
    -- Changes when a refused file might be taken.
    decided_by varchar(64),
    row_count bigint not null,
    rejected bigint not null,
    rejections_sha256 varchar(64),
    -- Where a demo says its figures are from; null for files that were dropped by people.
    origin varchar,
    -- The same bytes under another date are another extract.
    unique (register, sha256, extract_date)
);

-- The first of a file's rejected rows; register_file.rejected counts them all.
create table register_rejection (
    file_id bigint not null,
    rejection_no integer not null,
    line_no bigint not null,
    column_name varchar(100) not null,
    rule varchar(40) not null,
    reason varchar not null,
    primary key (file_id, rejection_no)
);

create or replace view bi.delivery as
select
    d.sha256,
    d.source,
    d.request,
    d.fetched_at,
    d.source_updated_on,
    d.bytes,
    d.row_count as rows,
    d.outcome
from delivery d
union all
select
    f.sha256,
    f.register,
    f.file_name,
    f.received_at,
    f.extract_date,
    f.bytes,
    f.row_count,
    f.outcome
from register_file f;
