-- A function that keys call learns the tenant from the session: one that is told a tenant could be told another's.
select format('%s: keys call it, and it is told a tenant', p.oid::regprocedure)
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward')
   and has_function_privilege('pp_app', p.oid, 'execute')
   and exists (select from unnest(p.proargnames[1:p.pronargs]) as a(name) where a.name like '%tenant%')
