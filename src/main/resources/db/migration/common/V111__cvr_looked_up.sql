-- The extracts whose P-numbers were asked for, since when: a number of theirs that is nowhere above is not CVR's. The
-- numbers themselves are not kept, for one that CVR does not know may be a person's.
create table cvr_looked_up (
    register varchar(40) not null,
    extract_date date not null,
    sha256 varchar(64) not null,
    known_from timestamp(6) with time zone not null,
    primary key (register, extract_date, sha256)
);
