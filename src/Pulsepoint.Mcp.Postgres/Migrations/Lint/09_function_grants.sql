-- No function of ours is for PUBLIC, and keys call none that works for operators.
select format('%s: %s may execute it', p.oid::regprocedure, coalesce(r.rolname, 'PUBLIC'))
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
  left join pg_roles r on r.oid = g.grantee
 where n.nspname in ('pp', 'pp_auth', 'pp_admin', 'pp_steward', 'pp_journal')
   and (g.grantee = 0
        or r.rolname like 'pp\_k\_%' or r.rolname like 'pp\_app\_%'
        or (r.rolname = 'pp_app'
            and (n.nspname in ('pp_admin', 'pp_steward', 'pp_journal')
                 or p.proname in ('store_key', 'mark_revoked', 'mark_status', 'refused_logins', 'open_tenant', 'key_is_live', 'make_partitions', 'drop_months',
                              'mark_replaced', 'tenant_of', 'keys_of', 'administered_tenant', 'keys_of_person', 'forget_notes', 'standing_of',
                              'take_deleted_keys', 'keys_to_hand_over', 'permissions_now'))))
