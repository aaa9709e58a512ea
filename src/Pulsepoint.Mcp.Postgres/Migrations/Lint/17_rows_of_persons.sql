-- What persons did is seen by a key limited to brands only where its own person did it: it would tell of other brands. And of
-- others nothing at all is seen without a permission.
select format('%s: rows of other persons are not walled off from keys limited to brands', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relname in ('questions', 'feedback', 'usage_events', 'usage_daily', 'audit_log')
   and not exists (
     select from pg_policy p
      where p.polrelid = c.oid
        and p.polname = 'brand_wall'
        and not p.polpermissive
        and p.polcmd = '*'
        and p.polroles @> array[to_regrole('pp_app_some')::oid]
        and pg_get_expr(p.polqual, p.polrelid) ~ '^\(\( SELECT pp_auth\.sees_all_brands\(\) AS sees_all_brands\) OR \((user_id|actor_user) = \( SELECT pp_auth\.user_id\(\) AS user_id\)\)')
union all
select format('%s: policy %I shows rows of other persons without a permission', c.oid::regclass, p.polname)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_policy p on p.polrelid = c.oid
 where n.nspname = 'pp'
   and c.relname in ('questions', 'feedback', 'usage_events', 'usage_daily', 'audit_log')
   and p.polpermissive
   and p.polcmd in ('r', '*')
   and not p.polroles <@ array[to_regrole('pp_steward')::oid]
   and pg_get_expr(p.polqual, p.polrelid) !~ 'tenant_if\((2|16)\)'
