-- Keys, and the functions that say whose session this is. Everything else asks these.
set local role pp_auth;

create table pp_auth.tenant_status (
  tenant_id  int         primary key,
  status     text        not null default 'active' check (status in ('active', 'suspended')),
  changed_at timestamptz not null default clock_timestamp()
);

create table pp_auth.api_keys (
  kid         uuid        primary key,
  tenant_id   int         not null references pp_auth.tenant_status (tenant_id),
  user_id     uuid        not null,
  login_role  name        not null unique,
  key_hash    bytea       not null check (length(key_hash) = 32),
  perms       int         not null check (perms between 1 and 63),
  brands      text[],     -- null: every brand of the tenant
  created_at  timestamptz not null default clock_timestamp(),
  expires_at  timestamptz not null,
  revoked_at  timestamptz,
  replaced_by uuid
);
create index api_keys_by_user on pp_auth.api_keys (tenant_id, user_id);

alter table pp_auth.tenant_status enable row level security;
alter table pp_auth.tenant_status force row level security;
alter table pp_auth.api_keys enable row level security;
alter table pp_auth.api_keys force row level security;
create policy auth_only on pp_auth.tenant_status to pp_auth using (true) with check (true);
create policy auth_only on pp_auth.api_keys to pp_auth using (true) with check (true);

-- The key of this session, if it is good now. The real clock: a long transaction does not outlive its key.
create view pp_auth.live_key with (security_barrier = true) as
  select k.*
    from pp_auth.api_keys k
    join pp_auth.tenant_status s on s.tenant_id = k.tenant_id and s.status = 'active'
   where k.login_role = session_user
     and k.revoked_at is null
     and k.expires_at > clock_timestamp();

-- The tenant of this session if its key holds every bit of `need`, else null, which no row equals.
-- STABLE, never IMMUTABLE: a cached plan would keep the first tenant.
create function pp_auth.tenant_if(need int) returns int
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  select k.tenant_id into tenant from pp_auth.live_key k where k.perms & need = need;
  return tenant;
end $f$;

create function pp_auth.user_id() returns uuid
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  person uuid;
begin
  select k.user_id into person from pp_auth.live_key k;
  return person;
end $f$;

create function pp_auth.sees_all_brands() returns boolean
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  everything boolean;
begin
  select k.brands is null into everything from pp_auth.live_key k;
  return coalesce(everything, false);
end $f$;

create function pp_auth.brands_allowed() returns text[]
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  named text[];
begin
  select k.brands into named from pp_auth.live_key k;
  return coalesce(named, '{}');
end $f$;

-- First and last in every batch: a closed wall must never look like an empty shop. The message is read by programs.
create function pp_auth.require_session(need int) returns void
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  k      record;
  reason text;
begin
  select a.perms, a.revoked_at, a.expires_at, s.status into k
    from pp_auth.api_keys a
    join pp_auth.tenant_status s on s.tenant_id = a.tenant_id
   where a.login_role = session_user;

  reason := case
    when not found then 'unknown'
    when k.revoked_at is not null then 'revoked'
    when k.expires_at <= clock_timestamp() then 'expired'
    when k.status <> 'active' then 'suspended'
    when need is null or k.perms & need <> need then 'not_permitted'
  end;
  if reason is not null then
    raise exception using errcode = '28000', message = 'pulsepoint:' || reason;
  end if;
end $f$;

-- For pp_keysmith, which holds no table: keeps a key's row.
create function pp_auth.store_key(
  p_kid uuid, p_tenant int, p_user uuid, p_login name, p_hash bytea, p_perms int, p_brands text[], p_expires timestamptz)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  insert into pp_auth.api_keys (kid, tenant_id, user_id, login_role, key_hash, perms, brands, expires_at)
  values (p_kid, p_tenant, p_user, p_login, p_hash, p_perms, p_brands, p_expires)
$f$;

-- For pp_keysmith: marks the key and says which login must be locked, and whose it was.
create function pp_auth.mark_revoked(p_kid uuid, out login name, out tenant int)
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  update pp_auth.api_keys
     set revoked_at = coalesce(revoked_at, clock_timestamp())
   where kid = p_kid
  returning login_role, tenant_id
$f$;

-- For pp_keysmith: sets the status and says whose sessions must end.
create function pp_auth.mark_status(p_tenant int, p_status text) returns setof name
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  update pp_auth.tenant_status set status = p_status, changed_at = clock_timestamp() where tenant_id = p_tenant;
  select login_role from pp_auth.api_keys where tenant_id = p_tenant
$f$;

-- For pp_keysmith: the logins whose sessions must not go on.
create function pp_auth.refused_logins() returns setof name
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select k.login_role
    from pp_auth.api_keys k
    join pp_auth.tenant_status s on s.tenant_id = k.tenant_id
   where k.revoked_at is not null or k.expires_at <= clock_timestamp() or s.status <> 'active'
$f$;

-- For pp_steward: a new tenant begins active.
create function pp_auth.open_tenant(p_tenant int) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  insert into pp_auth.tenant_status (tenant_id) values (p_tenant) on conflict (tenant_id) do nothing
$f$;

create function pp_auth.key_is_live(p_kid uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select exists (
    select from pp_auth.api_keys k
      join pp_auth.tenant_status s on s.tenant_id = k.tenant_id and s.status = 'active'
     where k.kid = p_kid and k.revoked_at is null and k.expires_at > clock_timestamp())
$f$;

revoke all on all functions in schema pp_auth from public;
alter default privileges in schema pp_auth revoke execute on functions from public;
grant usage on schema pp_auth to pp_app, pp_owner, pp_keysmith, pp_steward, pp_platform;
grant execute on function
  pp_auth.tenant_if(int), pp_auth.user_id(), pp_auth.sees_all_brands(), pp_auth.brands_allowed(), pp_auth.require_session(int)
  to pp_app, pp_owner;
grant execute on function
  pp_auth.store_key(uuid, int, uuid, name, bytea, int, text[], timestamptz), pp_auth.mark_revoked(uuid), pp_auth.mark_status(int, text),
  pp_auth.refused_logins()
  to pp_keysmith;
grant execute on function pp_auth.open_tenant(int) to pp_steward;
grant execute on function pp_auth.key_is_live(uuid) to pp_platform;

reset role;
