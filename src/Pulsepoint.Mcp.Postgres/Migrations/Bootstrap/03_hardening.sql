-- As superuser, in Pulsepoint's own database. Safe to repeat.
-- What every login of Postgres may do by default and no key needs: large objects, locks that others wait for, messages to
-- other sessions, and looking at or ending them.
do $hardening$
declare
  f regprocedure;
begin
  for f in
    select p.oid::regprocedure
      from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'pg_catalog'
       and (p.proname ~ '^(lo_|loread|lowrite)'
            or p.proname ~ '^pg_(try_)?advisory_'
            or p.proname in ('pg_notify', 'pg_terminate_backend', 'pg_cancel_backend', 'pg_export_snapshot',
                             'pg_stat_get_activity', 'pg_stat_get_backend_activity', 'pg_stat_get_progress_info'))
       -- the driver's reset of a pooled connection calls it, and it only ever touches the own session
       and p.proname <> 'pg_advisory_unlock_all'
  loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $hardening$;

grant execute on function pg_catalog.pg_terminate_backend(int, bigint), pg_catalog.pg_stat_get_activity(int) to pp_keysmith;
-- Two migrators do not run at once.
grant execute on function pg_catalog.pg_advisory_lock(bigint), pg_catalog.pg_advisory_unlock(bigint) to pp_migrator;
