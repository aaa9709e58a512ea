-- A view reads with its owner's rights unless it says otherwise: one that others may read must say so.
select format('%s: others may read the view, and it reads with its owner''s rights', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward')
   and c.relkind in ('v', 'm')
   and exists (select from aclexplode(c.relacl) g where g.grantee <> c.relowner)
   and not coalesce(c.reloptions @> array['security_invoker=true'], false)
