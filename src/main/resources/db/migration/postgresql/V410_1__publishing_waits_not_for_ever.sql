-- As in V403, but not for ever: a session that was left open in the middle of publishing would hold every run up.
create or replace function take_publishing_turn() returns void language plpgsql
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2min' as $$
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'publishing is refused in a transaction that is %', current_setting('transaction_isolation')
            using errcode = 'integrity_constraint_violation', hint = 'use read committed';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('maaltal publishing', 0));
end
$$;
