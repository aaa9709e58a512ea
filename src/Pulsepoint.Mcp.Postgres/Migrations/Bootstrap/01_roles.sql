-- Cluster level, as superuser, in the maintenance database. Safe to repeat: it brings every role back to this description.
-- The operators' SCRAM verifiers arrive as settings, so that no password and no text made of parts is ever sent.
do $roles$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      -- owns the tenants' tables; FORCE row-level security binds it, too
      ('pp_owner',    'nologin noinherit nocreaterole'),
      -- owns the keys and the identity functions, and can read no tenant's data
      ('pp_auth',     'nologin noinherit nocreaterole'),
      -- makes and locks key logins; reachable only inside the functions it owns
      ('pp_keysmith', 'nologin inherit createrole'),
      -- owns the functions that load, keep and erase for a tenant they name
      ('pp_steward',  'nologin noinherit nocreaterole'),
      -- the group of all keys: every grant and every tenant wall names it
      ('pp_app',      'nologin inherit nocreaterole'),
      -- a key is in one of these two, and through it in pp_app; the brand walls are for the second alone
      ('pp_app_all',  'nologin inherit nocreaterole'),
      ('pp_app_some', 'nologin inherit nocreaterole'),
      ('pp_migrator', 'login noinherit nocreaterole'),
      ('pp_platform', 'login noinherit nocreaterole')) as r(name, options)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I', wanted.name);
    end if;
    execute format('alter role %I nosuperuser nocreatedb noreplication nobypassrls %s', wanted.name, wanted.options);
  end loop;

  execute format('alter role pp_migrator password %L', current_setting('pp_bootstrap.migrator_verifier'));
  execute format('alter role pp_platform password %L', current_setting('pp_bootstrap.platform_verifier'));
end $roles$;

grant pp_owner, pp_auth, pp_keysmith, pp_steward to pp_migrator;
grant pp_app to pp_app_all, pp_app_some;
grant pp_app, pp_app_all, pp_app_some to pp_keysmith with admin option;
-- A revoked key's sessions are cut at once: a repeatable-read transaction would never see the mark in its row.
grant pg_signal_backend to pp_keysmith;

revoke all on database postgres, template1 from public;
