-- The wall of each roll-up asks for analytics:read itself (bit 1): its policy `see` lets through whatever the wall does.
select format('%s: the tenant wall does not ask for analytics:read', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relkind = 'r'
   and c.relname ~ '^((sales|ads|sessions)_.*(daily|monthly)|fx_rates_daily|rollup_state)$'
   and not exists (
     select from pg_policy p
      where p.polrelid = c.oid
        and p.polname = 'tenant_wall'
        and pg_get_expr(p.polqual, p.polrelid) = '(tenant_id = ( SELECT pp_auth.tenant_if(1) AS tenant_if))'
        and pg_get_expr(p.polwithcheck, p.polrelid) = '(tenant_id = ( SELECT pp_auth.tenant_if(1) AS tenant_if))')
