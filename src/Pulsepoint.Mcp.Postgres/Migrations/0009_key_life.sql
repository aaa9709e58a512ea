-- A key after it was issued: listed, replaced and ended, by the platform, and within its own tenant by a key that may
-- administer it. No function gives out a key's hash or its login's verifier.
set local role pp_auth;

-- For people, such as whose laptop it is on. Nothing is decided by it.
alter table pp_auth.api_keys add column note text check (length(note) <= 200);

create type pp_auth.listed_key as (
  kid         uuid,
  user_id     uuid,
  user_name   text,
  user_email  text,
  perms       int,
  brands      text[],
  note        text,
  created_at  timestamptz,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  replaced_by uuid,
  state       text
);

drop function pp_auth.store_key(uuid, int, uuid, name, bytea, int, text[], timestamptz);
-- For pp_keysmith, which holds no table: keeps a key's row.
create function pp_auth.store_key(
  p_kid uuid, p_tenant int, p_user uuid, p_login name, p_hash bytea, p_perms int, p_brands text[], p_expires timestamptz, p_note text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  insert into pp_auth.api_keys (kid, tenant_id, user_id, login_role, key_hash, perms, brands, expires_at, note)
  values (p_kid, p_tenant, p_user, p_login, p_hash, p_perms, p_brands, p_expires, p_note)
$f$;

drop function pp_auth.mark_revoked(uuid);
-- For pp_keysmith: marks a key of this tenant and says which login must be locked; nothing where the tenant has no such key.
-- A key of another tenant is never looked at, so it can neither be locked nor waited for.
create function pp_auth.mark_revoked(p_kid uuid, p_tenant int, out login name, out person uuid, out is_first boolean)
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  with found as (
    select k.kid, k.revoked_at is null as is_first from pp_auth.api_keys k where k.kid = p_kid and k.tenant_id = p_tenant for update)
  update pp_auth.api_keys k
     set revoked_at = coalesce(k.revoked_at, clock_timestamp())
    from found
   where k.kid = found.kid
  returning k.login_role, k.user_id, found.is_first
$f$;

-- For pp_keysmith: lets a key of this tenant end by `p_until` and says what its successor is to be; nothing where there is
-- no such key, or it ended, or it has a successor.
create function pp_auth.mark_replaced(
  p_kid uuid, p_tenant int, p_by uuid, p_until timestamptz,
  out login name, out person uuid, out perms int, out brands text[], out note text, out ends timestamptz)
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  update pp_auth.api_keys k
     set expires_at = least(k.expires_at, p_until), replaced_by = p_by
   where k.kid = p_kid and k.tenant_id = p_tenant
     and k.revoked_at is null and k.replaced_by is null and k.expires_at > clock_timestamp()
  returning k.login_role, k.user_id, k.perms, k.brands, k.note, k.expires_at
$f$;

-- For pp_keysmith and pp_steward, on behalf of the platform: whose key it is.
create function pp_auth.tenant_of(p_kid uuid) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select k.tenant_id from pp_auth.api_keys k where k.kid = p_kid $f$;

-- For pp_steward, which adds the people: one tenant's keys, or the one named. States as require_session sees them.
create function pp_auth.keys_of(p_tenant int, p_kid uuid) returns setof pp_auth.listed_key
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select k.kid, k.user_id, null::text, null::text, k.perms, k.brands, k.note, k.created_at, k.expires_at, k.revoked_at, k.replaced_by,
         case when k.revoked_at is not null then 'revoked'
              when k.expires_at <= clock_timestamp() then 'expired'
              when s.status <> 'active' then 'suspended'
              else 'live' end
    from pp_auth.api_keys k
    join pp_auth.tenant_status s on s.tenant_id = k.tenant_id
   where k.tenant_id = p_tenant and (p_kid is null or k.kid = p_kid)
$f$;

-- The tenant that this session's key may administer. A key limited to brands administers none, whatever its permissions:
-- keys, exports and people belong to the tenant as a whole, and whoever revokes or reads them would reach beyond the brands.
create function pp_auth.administered_tenant() returns int
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  perform pp_auth.require_session(32);
  select k.tenant_id into tenant from pp_auth.live_key k where k.perms & 32 = 32 and k.brands is null;
  if tenant is null then
    raise exception using errcode = '28000', message = 'pulsepoint:brand_limited';
  end if;
  return tenant;
end $f$;

create function pp_auth.keys_of_own_tenant() returns setof pp_auth.listed_key
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  return query select * from pp_steward.keys_with_people(pp_auth.administered_tenant(), null);
end $f$;

-- Ends a key of the own tenant; false where the own tenant has no such key, whoever else may have it. Safe to repeat, and
-- worth it: once more after the commit cuts a session that began before it. Not the own key: its session has to answer.
create function pp_auth.revoke_in_own_tenant(p_kid uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_auth.administered_tenant();
begin
  if exists (select from pp_auth.live_key k where k.kid = p_kid) then
    raise exception using errcode = '22023', message = 'pulsepoint:own_key';
  end if;
  return pp_admin.end_key(p_kid, tenant);
end $f$;

revoke all on function
  pp_auth.store_key(uuid, int, uuid, name, bytea, int, text[], timestamptz, text), pp_auth.mark_revoked(uuid, int),
  pp_auth.mark_replaced(uuid, int, uuid, timestamptz), pp_auth.tenant_of(uuid), pp_auth.keys_of(int, uuid),
  pp_auth.administered_tenant(), pp_auth.keys_of_own_tenant(), pp_auth.revoke_in_own_tenant(uuid)
  from public;
grant execute on function
  pp_auth.store_key(uuid, int, uuid, name, bytea, int, text[], timestamptz, text), pp_auth.mark_revoked(uuid, int),
  pp_auth.mark_replaced(uuid, int, uuid, timestamptz), pp_auth.tenant_of(uuid)
  to pp_keysmith;
grant execute on function pp_auth.tenant_of(uuid), pp_auth.keys_of(int, uuid), pp_auth.user_id() to pp_steward;
grant execute on function pp_auth.keys_of_own_tenant(), pp_auth.revoke_in_own_tenant(uuid) to pp_app;

set local role pp_steward;

-- Whose login did it stands in actor_login; where that is a key's, its person is named, too.
create or replace function pp_steward.audit(p_tenant int, p_action text, p_object text, p_detail jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  insert into pp.audit_log (tenant_id, id, actor_user, action, object, detail)
  values (p_tenant, pp.uuid_now(), pp_auth.user_id(), p_action, p_object, p_detail);
end $f$;

-- For pp_auth. Names the tenant without locking it: a list must not wait for a load, nor a load for a list.
create function pp_steward.keys_with_people(p_tenant int, p_kid uuid) returns setof pp_auth.listed_key
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  return query
  select k.kid, k.user_id, u.name, u.email, k.perms, k.brands, k.note, k.created_at, k.expires_at, k.revoked_at, k.replaced_by, k.state
    from pp_auth.keys_of(p_tenant, p_kid) k
    left join pp.users u on u.tenant_id = p_tenant and u.id = k.user_id
   order by k.created_at, k.kid;
end $f$;

create function pp_steward.list_keys(p_tenant text, p_kid uuid default null) returns setof pp_auth.listed_key
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_named(p_tenant);
begin
  if tenant is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  return query select * from pp_steward.keys_with_people(tenant, p_kid);
end $f$;

-- Whose key it is, by slug; null where there is no such key.
create function pp_steward.tenant_of_key_id(p_kid uuid) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select t.slug from pp.tenants t where t.tenant_id = pp_auth.tenant_of(p_kid) $f$;

revoke all on function
  pp_steward.keys_with_people(int, uuid), pp_steward.list_keys(text, uuid), pp_steward.tenant_of_key_id(uuid)
  from public;
grant usage on schema pp_steward to pp_auth;
grant execute on function pp_steward.keys_with_people(int, uuid) to pp_auth;
grant execute on function pp_steward.list_keys(text, uuid), pp_steward.tenant_of_key_id(uuid) to pp_platform;

set local role pp_keysmith;

-- What issuing and replacing have in common: the login, the row, the audit.
create function pp_admin.add_key(
  p_kid uuid, p_tenant int, p_user uuid, p_hash bytea, p_scram text, p_perms int, p_brands text[], p_expires timestamptz, p_note text)
returns name
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  login name := 'pp_k_' || replace(p_kid::text, '-', '');
begin
  if p_scram !~ '^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+[$][A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:verifier_expected';
  end if;
  if p_expires <= clock_timestamp() or p_expires > clock_timestamp() + interval '366 days' then
    raise exception using errcode = '22023', message = 'pulsepoint:expiry_out_of_range';
  end if;
  execute format(
    'create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit connection limit 5 password %L valid until %L in role pp_app',
    login, p_scram, p_expires);
  execute format('alter role %I set statement_timeout = ''30s''', login);
  perform pp_auth.store_key(p_kid, p_tenant, p_user, login, p_hash, p_perms, p_brands, p_expires, p_note);
  perform pp_steward.audit(p_tenant, 'key.issue', p_kid::text,
                           jsonb_build_object('user', p_user, 'perms', p_perms, 'brands', p_brands, 'expires_at', p_expires));
  return login;
end $f$;

drop function pp_admin.issue_key(uuid, text, uuid, bytea, text, int, text[], timestamptz);
create function pp_admin.issue_key(
  p_kid uuid, p_tenant text, p_user uuid, p_hash bytea, p_scram text, p_perms int, p_brands text[], p_expires timestamptz,
  p_note text default null)
returns name
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  return pp_admin.add_key(
    p_kid, pp_steward.tenant_of_key(p_tenant, p_user, p_brands), p_user, p_hash, p_scram, p_perms, p_brands, p_expires, p_note);
end $f$;

-- Replaces a key by a new one of the same person with the same rights, as they stand in the old one's row. Both work until
-- the overlap is over. The caller cuts the old key's sessions after the commit (cut_key): one that kept an older snapshot
-- would go on believing in the old expiry.
create function pp_admin.rotate_key(
  p_kid uuid, p_tenant text, p_new uuid, p_hash bytea, p_scram text, p_expires timestamptz, p_overlap interval)
returns name
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_named(p_tenant);
  old    record;
  login  name;
begin
  if p_overlap is null or p_overlap < interval '0' or p_overlap > interval '365 days' then
    raise exception using errcode = '22023', message = 'pulsepoint:overlap_out_of_range';
  end if;
  select r.* into old from pp_auth.mark_replaced(p_kid, tenant, p_new, clock_timestamp() + p_overlap) r;
  if old.login is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:key_not_live';
  end if;
  login := pp_admin.add_key(
    p_new, pp_steward.tenant_of_key(p_tenant, old.person, old.brands), old.person, p_hash, p_scram, old.perms, old.brands, p_expires, old.note);
  execute format('alter role %I valid until %L', old.login, old.ends);
  perform pp_steward.audit(tenant, 'key.rotate', p_kid::text, jsonb_build_object('replaced_by', p_new, 'ends_at', old.ends));
  return login;
end $f$;

-- Ends a key of this tenant at once; false where the tenant has no such key. Repeated, it only cuts again.
create function pp_admin.end_key(p_kid uuid, p_tenant int) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  k   record;
  cut int;
begin
  select m.* into k from pp_auth.mark_revoked(p_kid, p_tenant) m;
  if k.login is null then
    return false;
  end if;
  if k.is_first then
    execute format('alter role %I nologin', k.login);
  end if;
  cut := pp_admin.cut_sessions(array[k.login]);
  if k.is_first then
    perform pp_steward.audit(p_tenant, 'key.revoke', p_kid::text, jsonb_build_object('user', k.person, 'sessions', cut));
  end if;
  return true;
end $f$;

create or replace function pp_admin.revoke_key(p_kid uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  return pp_admin.end_key(p_kid, pp_auth.tenant_of(p_kid));
end $f$;

-- Cuts the sessions of one key, which may log in again if it is still good.
create function pp_admin.cut_key(p_kid uuid) returns int
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_admin.cut_sessions(array['pp_k_' || replace(p_kid::text, '-', '')]::name[]) $f$;

revoke all on function
  pp_admin.add_key(uuid, int, uuid, bytea, text, int, text[], timestamptz, text),
  pp_admin.issue_key(uuid, text, uuid, bytea, text, int, text[], timestamptz, text),
  pp_admin.rotate_key(uuid, text, uuid, bytea, text, timestamptz, interval), pp_admin.end_key(uuid, int), pp_admin.cut_key(uuid)
  from public;
grant usage on schema pp_admin to pp_auth;
grant execute on function pp_admin.end_key(uuid, int) to pp_auth;
grant execute on function
  pp_admin.issue_key(uuid, text, uuid, bytea, text, int, text[], timestamptz, text),
  pp_admin.rotate_key(uuid, text, uuid, bytea, text, timestamptz, interval), pp_admin.cut_key(uuid)
  to pp_platform;

reset role;
