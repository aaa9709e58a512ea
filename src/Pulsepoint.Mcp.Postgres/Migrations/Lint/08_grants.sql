-- Keys read, column by column, and write nothing; PUBLIC and the groups below pp_app have nothing at all.
select format('%s: %s has %s', c.oid::regclass, coalesce(r.rolname, 'PUBLIC'), g.privilege_type)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 cross join lateral aclexplode(c.relacl) g
  left join pg_roles r on r.oid = g.grantee
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward', 'pp_journal')
   and (g.grantee = 0 or r.rolname = 'pp_app' or r.rolname = 'pp_platform' or r.rolname like 'pp\_k\_%' or r.rolname like 'pp\_app\_%')
union all
select format('%s.%I: %s has %s', c.oid::regclass, a.attname, coalesce(r.rolname, 'PUBLIC'), g.privilege_type)
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
 cross join lateral aclexplode(a.attacl) g
  left join pg_roles r on r.oid = g.grantee
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward', 'pp_journal')
   and (g.grantee = 0 or r.rolname = 'pp_platform' or r.rolname like 'pp\_k\_%' or r.rolname like 'pp\_app\_%'
        or (r.rolname = 'pp_app' and (g.privilege_type <> 'SELECT' or n.nspname <> 'pp')))
union all
select format('schema %I: %s has %s', n.nspname, coalesce(r.rolname, 'PUBLIC'), g.privilege_type)
  from pg_namespace n
 cross join lateral aclexplode(n.nspacl) g
  left join pg_roles r on r.oid = g.grantee
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward', 'pp_journal', 'public')
   and (g.grantee = 0
        or r.rolname like 'pp\_k\_%' or r.rolname like 'pp\_app\_%'
        or (r.rolname = 'pp_app' and (g.privilege_type <> 'USAGE' or n.nspname not in ('pp', 'pp_auth'))))
