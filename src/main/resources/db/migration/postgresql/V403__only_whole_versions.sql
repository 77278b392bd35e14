-- What is published stays (V201), and a version is never added to either. Its rows and their lineage are written first
-- and its row in snapshot last; from then on nothing more is taken.
alter table snapshot_value alter constraint snapshot_value_snapshot_id_fkey deferrable initially deferred;

-- A lineage that a version refers to takes no further entry.
create index snapshot_value_by_lineage on snapshot_value (lineage_id);

-- One at a time publishes, and sees all that those before it committed. A session's own tables, operators and
-- search path do not reach in here.
create function take_publishing_turn() returns void language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'publishing is refused in a transaction that is %', current_setting('transaction_isolation')
            using errcode = 'integrity_constraint_violation', hint = 'use read committed';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('maaltal publishing', 0));
end
$$;

create function refuse_late() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    perform "${flyway:defaultSchema}".take_publishing_turn();
    if exists (select from "${flyway:defaultSchema}".snapshot s where s.snapshot_id = new.snapshot_id) then
        raise exception 'what is published stays: % is published and % takes no further row of it',
                new.snapshot_id, tg_table_name
            using errcode = 'unique_violation', hint = 'publish a new version instead';
    end if;
    return new;
end
$$;

create function refuse_late_lineage() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    perform "${flyway:defaultSchema}".take_publishing_turn();
    if exists (select
               from "${flyway:defaultSchema}".snapshot_value v
               join "${flyway:defaultSchema}".snapshot s on s.snapshot_id = v.snapshot_id
               where v.lineage_id = new.lineage_id) then
        raise exception 'what is published stays: lineage % is published and takes no further entry', new.lineage_id
            using errcode = 'unique_violation', hint = 'publish a new version instead';
    end if;
    return new;
end
$$;

create function refuse_late_definition() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    perform "${flyway:defaultSchema}".take_publishing_turn();
    if exists (select
               from "${flyway:defaultSchema}".snapshot_seal l
               join "${flyway:defaultSchema}".snapshot s on s.snapshot_id = l.snapshot_id
               where l.definitions_sha256 = new.set_sha256) then
        raise exception 'what is published stays: definitions % are published and take no further file', new.set_sha256
            using errcode = 'unique_violation', hint = 'publish a new version instead';
    end if;
    return new;
end
$$;

create function refuse_part() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
declare
    held bigint;
    newest record;
begin
    perform "${flyway:defaultSchema}".take_publishing_turn();
    select count(*) into held from "${flyway:defaultSchema}".snapshot_value v where v.snapshot_id = new.snapshot_id;
    if held <> new.row_count then
        raise exception 'a version is published whole: % has % rows and says %', new.snapshot_id, held, new.row_count
            using errcode = 'integrity_constraint_violation',
                  hint = 'write its rows first, in the same transaction';
    end if;
    select s.version, s.content_sha256 into newest
    from "${flyway:defaultSchema}".snapshot s
    where s.plan_id = new.plan_id and s.period = new.period and s.snapshot_id <> new.snapshot_id
    order by s.version desc
    limit 1;
    if new.version <> coalesce(newest.version, 0) + 1
            or new.previous_sha256 is distinct from newest.content_sha256 then
        raise exception 'a version follows the one before it: % does not follow version %',
                new.snapshot_id, coalesce(newest.version, 0)
            using errcode = 'integrity_constraint_violation',
                  hint = 'give it the next number and the digest of the newest version';
    end if;
    return null;
end
$$;

create trigger snapshot_value_late before insert on snapshot_value for each row execute function refuse_late();
create trigger snapshot_seal_late before insert on snapshot_seal for each row execute function refuse_late();
create trigger definition_set_late before insert on definition_set
    for each row execute function refuse_late_definition();
create trigger snapshot_lineage_late before insert on snapshot_lineage
    for each row execute function refuse_late_lineage();
create trigger snapshot_whole after insert on snapshot for each row execute function refuse_part();

-- The names stay beside the rows; their words may be mended.
create trigger snapshot_measure_stays before delete or truncate on snapshot_measure
    for each statement execute function refuse_change();
create trigger snapshot_area_stays before delete or truncate on snapshot_area
    for each statement execute function refuse_change();
create trigger snapshot_period_stays before delete or truncate on snapshot_period
    for each statement execute function refuse_change();

-- Every guard there is, those of other migrations too, holds for a session that plays a replica.
do $$
declare
    guard record;
begin
    for guard in
        select t.tgrelid::regclass as on_table, t.tgname
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid
        where not t.tgisinternal and c.relnamespace = '"${flyway:defaultSchema}"'::regnamespace
    loop
        execute format('alter table %s enable always trigger %I', guard.on_table, guard.tgname);
    end loop;
end
$$;

-- Rows whose version does not stand are nobody's.
create or replace view bi.snapshot_value as
select v.snapshot_id, v.measure_id, v.component, v.basis, v.is_primary, v.area_code, v.area_name, v.reference_period,
       v.cell_value as value, v.numerator, v.denominator, v.unit, v.state, v.provisional, v.target_text,
       v.target_value, v.benchmark_value, v.previous_value, v.deviation, v.twin_difference, v.status, v.reason, v.due,
       v.attributes, v.definition_sha256, v.source_updated_on, v.lineage_id
from snapshot_value v
join snapshot s on s.snapshot_id = v.snapshot_id;
