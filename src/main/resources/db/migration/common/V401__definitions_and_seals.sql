-- What versions were made from, kept with them, and a seal on each, so that whatever differs later can be named. Versions
-- from before have no seal.

-- A text of a plan's files, by the SHA-256 of its UTF-8.
create table definition_file (
    sha256  varchar not null primary key,
    content varchar not null
);

-- The files that a version was made from; set_sha256 is the SHA-256 of its lines "path <tab> file_sha256 <line feed>" in
-- the order of their paths.
create table definition_set (
    set_sha256  varchar not null,
    path        varchar not null,
    file_sha256 varchar not null references definition_file (sha256),
    primary key (set_sha256, path)
);

-- One row for each version since 0.4.0. What the digests are made of: class Seal.
create table snapshot_seal (
    snapshot_id        varchar not null primary key,
    -- The definition_set it was computed with.
    definitions_sha256 varchar not null,
    -- For each column of the version's own row in snapshot the first 8 bytes of a SHA-256, as 16 hexadecimal digits.
    column_digests     varchar not null,
    -- The same for each of its rows in key order.
    row_digests        varchar not null,
    software           varchar not null,
    -- Until when register generations were taken when it was computed.
    taken_by           timestamp with time zone not null,
    -- How many lines of the journal were in the database then.
    journal_lines      bigint not null,
    -- Over all of the above.
    seal_sha256        varchar not null
);

-- Which journal stands in this database: for each line the SHA-256 of the line before's and its own, so that the first line
-- that is not the same any more can be named. Made with the database from the journal, like all of staging.
create table journal_line (
    line_no      bigint not null primary key,
    chain_sha256 varchar(64) not null
);
