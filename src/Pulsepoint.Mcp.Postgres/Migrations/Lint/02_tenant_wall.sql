-- Every parent has the tenant wall, word for word, for keys and for the owner. It may ask for permissions besides.
select format('%s: the tenant wall is missing or changed', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relkind in ('r', 'p')
   and not c.relispartition
   and not exists (
     select from pg_policy p
      where p.polrelid = c.oid
        and p.polname = 'tenant_wall'
        and not p.polpermissive
        and p.polcmd = '*'
        and p.polroles @> array[to_regrole('pp_app')::oid, to_regrole('pp_owner')::oid]
        and pg_get_expr(p.polqual, p.polrelid) ~ '^\(tenant_id = \( SELECT pp_auth\.tenant_if\(\d+\) AS tenant_if\)\)$'
        and pg_get_expr(p.polwithcheck, p.polrelid) ~ '^\(tenant_id = \( SELECT pp_auth\.tenant_if\(\d+\) AS tenant_if\)\)$')
