-- None of our roles is above the walls, only the keysmith makes roles, and memberships are as bootstrapping leaves them.
select format('role %I: is above the walls or makes roles', r.rolname)
  from pg_roles r
 where r.rolname ~ '^pp_(owner|auth|keysmith|steward|app|app_all|app_some|migrator|platform|k_.*)$'
   and (r.rolsuper or r.rolbypassrls or r.rolreplication or r.rolcreatedb
        or (r.rolcreaterole and r.rolname <> 'pp_keysmith'))
union all
select format('role %I: must not be a member of %I', m.rolname, g.rolname)
  from pg_auth_members am
  join pg_roles m on m.oid = am.member
  join pg_roles g on g.oid = am.roleid
 where (m.rolname in ('pp_owner', 'pp_auth', 'pp_steward', 'pp_app', 'pp_platform'))
    or (m.rolname in ('pp_app_all', 'pp_app_some') and g.rolname <> 'pp_app')
    or (m.rolname like 'pp\_k\_%' and g.rolname not in ('pp_app_all', 'pp_app_some'))
    or (m.rolname = 'pp_keysmith' and g.rolname not in ('pp_app', 'pp_app_all', 'pp_app_some', 'pg_signal_backend') and g.rolname not like 'pp\_k\_%')
