-- Every wall asks this view whose session it is: a key that was revoked, suspended or expired is not in it.
select format('%s: it does not leave out a key that is %s', c.oid::regclass, r.ending)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 cross join (values ('of another login', 'login_role = \(?"?session_user'),
                    ('revoked', 'revoked_at is null'),
                    ('suspended', 'suspended_at is null'),
                    ('expired', 'expires_at > clock_timestamp\(\)')) as r(ending, condition)
 where n.nspname = 'pp_auth'
   and c.relname = 'live_key'
   and pg_get_viewdef(c.oid) !~* r.condition
union all
select format('%s: it does not ask live_key whose session it is', p.oid::regprocedure)
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
 where n.nspname = 'pp_auth'
   and p.proname in ('tenant_if', 'user_id', 'sees_all_brands', 'brands_allowed')
   and p.prosrc !~ 'from pp_auth\.live_key k'
