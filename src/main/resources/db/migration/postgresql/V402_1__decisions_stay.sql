-- A decision is made once, and what was proposed stays as it was: the database itself refuses to change it.
create function refuse_second_decision() returns trigger language plpgsql as $$
declare
    told constant text[] := array['state', 'waiting_for', 'decided_at', 'decided_by', 'reason', 'published_id'];
begin
    if tg_op = 'UPDATE' and old.state = 'waiting' and new.state <> 'waiting'
            and to_jsonb(new) - told = to_jsonb(old) - told then
        return new;
    end if;
    raise exception 'what was decided stays: % of decision % is refused', tg_op, old.decision_id
        using errcode = 'integrity_constraint_violation',
              hint = 'a change that is proposed again is a new decision';
end
$$;

create trigger decision_stays before update or delete on decision
    for each row execute function refuse_second_decision();
create trigger decision_is_not_emptied before truncate on decision
    for each statement execute function refuse_change();
create trigger decision_value_stays before update or delete or truncate on decision_value
    for each statement execute function refuse_change();
create trigger decision_lineage_stays before update or delete or truncate on decision_lineage
    for each statement execute function refuse_change();
