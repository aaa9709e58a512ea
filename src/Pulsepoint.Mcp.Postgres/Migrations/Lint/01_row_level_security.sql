-- Every table and every partition has row-level security, and FORCE, which binds the owner, too.
select format('%s: row-level security is not enabled and forced', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward')
   and c.relkind in ('r', 'p')
   and not (c.relrowsecurity and c.relforcerowsecurity)
