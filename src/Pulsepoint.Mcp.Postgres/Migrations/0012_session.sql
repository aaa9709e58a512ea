-- What a process looks at before it trusts the session of a key.
grant usage on schema pp_journal to pp_auth;
grant select on pp_journal.migrations to pp_auth;

set local role pp_auth;

-- The newest migration that was applied; null where there is none.
create function pp_auth.schema_head() returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select max(m.name collate "C") from pp_journal.migrations m $f$;

revoke all on function pp_auth.schema_head() from public;
grant execute on function pp_auth.schema_head() to pp_app;

reset role;
