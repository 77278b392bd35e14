-- The ledger of runs and what happened in them. bi.run is the contract's view of it.
create schema if not exists bi;

create table run (
    run_id varchar(200) primary key,
    job varchar(60) not null,
    requested_by varchar(60) not null,
    as_of timestamp(6) with time zone not null,
    started_at timestamp(6) with time zone not null,
    ended_at timestamp(6) with time zone,
    verdict varchar(30) not null,
    exit_code integer,
    summary varchar(4000),
    gaps text
);

-- One line each for what a run did, could not do, or noticed. A scope that is tried again replaces its lines.
create table run_event (
    run_id varchar(200) not null references run (run_id),
    scope varchar(200) not null,
    seq integer not null,
    kind varchar(10) not null,
    mover varchar(20) not null,
    what text not null,
    place text not null,
    expected text not null,
    next_step text not null,
    primary key (run_id, scope, seq)
);

create view bi.run as
select run_id, job, requested_by, started_at, ended_at, verdict, exit_code, summary, gaps
from run;
