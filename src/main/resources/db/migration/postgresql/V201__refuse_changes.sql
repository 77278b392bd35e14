-- What is published stays: the database itself refuses to change it, for every user.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what is published stays: % of % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation',
              hint = 'publish a new version instead';
end
$$;

create trigger snapshot_stays before update or delete or truncate on snapshot
    for each statement execute function refuse_change();
create trigger snapshot_value_stays before update or delete or truncate on snapshot_value
    for each statement execute function refuse_change();
create trigger snapshot_lineage_stays before update or delete or truncate on snapshot_lineage
    for each statement execute function refuse_change();
