-- Makes a database for Måltal and its three roles, once, as an administrator: docs/how-to/postgresql.md.
--
--   psql -d postgres -f config/postgresql/roles.sql
--   psql -d postgres -v database=maaltal -v owner=maaltal_owner -v application=maaltal_app -v reader=maaltal_bi -f ...
--
-- The owner owns the tables and is used at an upgrade only. The application fetches and publishes; it can change no
-- table and no published row. The reader sees schema bi and nothing else. No password is set here: \password does it.
\set ON_ERROR_STOP on
\if :{?database} \else
\set database maaltal
\endif
\if :{?owner} \else
\set owner maaltal_owner
\endif
\if :{?application} \else
\set application maaltal_app
\endif
\if :{?reader} \else
\set reader maaltal_bi
\endif

-- What Måltal gives rights to after each upgrade. Their names are fixed, those of who logs in are yours.
do $$
begin
    if not exists (select from pg_roles where rolname = 'maaltal_application') then
        create role maaltal_application nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'maaltal_reader') then
        create role maaltal_reader nologin;
    end if;
end
$$;

create role :"owner" login;
create role :"application" login in role maaltal_application;
create role :"reader" login in role maaltal_reader;

create database :"database" owner :"owner" encoding 'UTF8' template template0;
revoke all on database :"database" from public;
grant connect on database :"database" to :"application", :"reader";

\connect :"database"
revoke all on schema public from public;
