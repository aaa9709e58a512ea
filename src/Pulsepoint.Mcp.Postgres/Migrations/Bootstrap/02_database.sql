-- As superuser, in Pulsepoint's own database. Safe to repeat.
do $database$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to pp_app, pp_migrator, pp_platform', current_database());
end $database$;

-- Nobody who works at run time may create anything, so the schemas are made here.
create schema if not exists pp authorization pp_owner;
create schema if not exists pp_auth authorization pp_auth;
create schema if not exists pp_admin authorization pp_keysmith;
create schema if not exists pp_steward authorization pp_steward;
create schema if not exists pp_journal authorization pp_migrator;

revoke all on schema public from public;
revoke usage on language plpgsql, sql from public;
grant usage on language plpgsql, sql to pp_owner, pp_auth, pp_keysmith, pp_steward, pp_migrator;
