-- The runs that should be, known weeks ahead: whether one is missing can be told by anybody who can read, with nothing of
-- Måltal alive. Nothing here is ever updated. The same script runs on H2 and PostgreSQL.
create table expected_run (
    job varchar(60) not null,
    due_at timestamp(6) with time zone not null,
    deadline_at timestamp(6) with time zone not null,
    primary key (job, due_at)
);

create index expected_run_by_deadline on expected_run (deadline_at);
create index run_by_job on run (job, as_of);

-- One is met by a run of the job for all periods (its id is job/instant/attempt) that was due, or asked for, then or later
-- and ended well. A run dated over an hour ahead was made while a clock was wrong, and meets nothing.
-- dk.maaltal.watch.Expectations has the same words for an instant of its own.
create view bi.overdue as
select
    e.job,
    e.due_at,
    e.deadline_at,
    (select r.run_id from run r
     where r.job = e.job and r.as_of >= e.due_at and r.as_of <= current_timestamp + interval '1' hour
       and r.run_id like r.job || '/____-__-__T%'
     order by r.as_of desc, r.run_id desc fetch first 1 row only) as run_id,
    (select r.verdict from run r
     where r.job = e.job and r.as_of >= e.due_at and r.as_of <= current_timestamp + interval '1' hour
       and r.run_id like r.job || '/____-__-__T%'
     order by r.as_of desc, r.run_id desc fetch first 1 row only) as verdict
from expected_run e
where e.deadline_at < current_timestamp
  and not exists (
    select 1 from run m
    where m.job = e.job and m.as_of >= e.due_at and m.as_of <= current_timestamp + interval '1' hour
      and m.run_id like m.job || '/____-__-__T%'
      and m.verdict in ('COMPLETE', 'COMPLETE_WITH_GAPS', 'REFUSED'));
