-- A definer function has its search path pinned with pg_temp last, and is not IMMUTABLE: a cached plan would keep the
-- tenant of whoever came first.
select format('%s: the definer function has no pinned search path, or is immutable', p.oid::regprocedure)
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward')
   and p.prosecdef
   and (p.provolatile = 'i'
        or not exists (select from unnest(p.proconfig) s where s ~ '^search_path=.*, pg_temp$'))
