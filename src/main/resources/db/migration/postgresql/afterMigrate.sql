-- The rights of the application and of readers, kept as they are to be at each start that may give them: of the owner.
-- Where config/postgresql/roles.sql was not used there is nobody to give them to.
do $$
declare
    held record;
    wish record;
    owner oid;
begin
    select nspowner into owner from pg_namespace where nspname = 'bi';
    if owner is null or not pg_has_role(current_user, owner, 'USAGE')
            or not exists (select from pg_roles where rolname = 'maaltal_application')
            or not exists (select from pg_roles where rolname = 'maaltal_reader') then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('maaltal rights', 0));
    if not has_schema_privilege('maaltal_application', '${flyway:defaultSchema}', 'USAGE')
            or not has_schema_privilege('maaltal_application', 'bi', 'USAGE')
            or not has_schema_privilege('maaltal_reader', 'bi', 'USAGE') then
        grant usage on schema "${flyway:defaultSchema}", bi to maaltal_application;
        grant usage on schema bi to maaltal_reader;
    end if;

    for held in
        select c.oid, c.oid::regclass as name, c.relkind, n.nspname,
               c.relname = 'flyway_schema_history' as is_history,
               -- Bits of a trigger's type: 8 DELETE, 16 UPDATE.
               exists (select
                       from pg_trigger t
                       join pg_proc p on p.oid = t.tgfoid
                       where t.tgrelid = c.oid and p.proname = 'refuse_change' and t.tgtype & 16 > 0) as never_updated,
               exists (select
                       from pg_trigger t
                       where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 8 > 0) as never_deleted
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'S') and n.nspname in ('${flyway:defaultSchema}', 'bi')
    loop
        for wish in
            select r.role, p.privilege,
                   case
                       when held.relkind = 'S' then r.role = 'maaltal_application' and p.privilege <> 'UPDATE'
                       when held.nspname = 'bi' then p.privilege = 'SELECT'
                       when r.role = 'maaltal_reader' then false
                       when p.privilege = 'SELECT' then true
                       when held.is_history then false
                       when p.privilege = 'UPDATE' then not held.never_updated
                       when p.privilege = 'DELETE' then not held.never_deleted
                       else p.privilege = 'INSERT'
                   end as wanted,
                   case when held.relkind = 'S' then has_sequence_privilege(r.role, held.oid, p.privilege)
                        else has_table_privilege(r.role, held.oid, p.privilege) end as has
            from (values ('maaltal_application'), ('maaltal_reader')) r (role)
            cross join unnest(case when held.relkind = 'S' then array['SELECT', 'USAGE', 'UPDATE']
                                   else array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']
                              end) p (privilege)
        loop
            if wish.wanted and not wish.has then
                execute format('grant %s on %s %s to %I', wish.privilege,
                    case when held.relkind = 'S' then 'sequence' else 'table' end, held.name, wish.role);
            elsif wish.has and not wish.wanted then
                execute format('revoke %s on %s %s from %I', wish.privilege,
                    case when held.relkind = 'S' then 'sequence' else 'table' end, held.name, wish.role);
            end if;
        end loop;
    end loop;
end
$$;
