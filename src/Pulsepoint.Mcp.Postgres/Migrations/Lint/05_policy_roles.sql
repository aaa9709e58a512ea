-- A policy names the roles that the walls bind, and nobody else: one for PUBLIC would let in a role without a wall.
select format('%s: policy %I names a role that no wall binds', c.oid::regclass, p.polname)
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace
 where (n.nspname = 'pp'
        and not p.polroles <@ array[to_regrole('pp_app')::oid, to_regrole('pp_app_all')::oid, to_regrole('pp_app_some')::oid,
                                    to_regrole('pp_owner')::oid, to_regrole('pp_steward')::oid])
    or (n.nspname = 'pp_auth' and p.polroles <> array[to_regrole('pp_auth')::oid])
