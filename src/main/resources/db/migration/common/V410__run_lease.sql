-- Whose turn it is to run: one row, for there is one run at a time on a database, whatever job, process or machine. The
-- holder renews beat_at; whoever finds it old takes over. All instants here are the database's own.
create table run_lease (
    lease varchar(10) primary key,
    token varchar(36),
    host varchar(255),
    home varchar(1000),
    home_id varchar(36),
    pid bigint,
    job varchar(60),
    run_id varchar(200),
    priority integer,
    taken_at timestamp(6) with time zone,
    beat_at timestamp(6) with time zone,
    wanted_by varchar(36),
    wanted_priority integer,
    wanted_at timestamp(6) with time zone
);

-- How often a run was begun or taken up again, and how often its process died in the middle of it.
alter table run add column tries integer default 1 not null;
alter table run add column abandoned integer default 0 not null;

create or replace view bi.run as
select run_id, job, requested_by, started_at, ended_at, verdict, exit_code, summary, gaps, tries, abandoned
from run;
