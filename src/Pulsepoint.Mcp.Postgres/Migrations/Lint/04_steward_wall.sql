-- Whatever the steward may do to a table, it does to one tenant: the one it named.
select format('%s: the steward''s wall is missing or changed', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relkind in ('r', 'p')
   and not c.relispartition
   and c.relname <> 'tenants'
   and not exists (
     select from pg_policy p
      where p.polrelid = c.oid
        and p.polname = 'steward_wall'
        and not p.polpermissive
        and p.polcmd = '*'
        and p.polroles @> array[to_regrole('pp_steward')::oid]
        and pg_get_expr(p.polqual, p.polrelid) = '(tenant_id = ( SELECT pp_steward.named() AS named))'
        and pg_get_expr(p.polwithcheck, p.polrelid) = '(tenant_id = ( SELECT pp_steward.named() AS named))')
