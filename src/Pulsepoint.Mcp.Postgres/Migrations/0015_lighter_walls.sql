-- What a session may see is asked of one row, its key's, and twice a statement instead of three times.
set local role pp_auth;

-- Follows the tenant's status, so that no session has to look there.
alter table pp_auth.api_keys add column suspended_at timestamptz;
update pp_auth.api_keys k
   set suspended_at = s.changed_at
  from pp_auth.tenant_status s
 where s.tenant_id = k.tenant_id and s.status <> 'active';

-- The key of this session, if it is good now. The real clock: a long transaction does not outlive its key. No security
-- barrier: nobody but pp_auth reads it, and a barrier doubles the time that each of its functions takes.
create or replace view pp_auth.live_key as
  select k.kid, k.tenant_id, k.user_id, k.login_role, k.key_hash, k.perms, k.brands, k.created_at, k.expires_at, k.revoked_at, k.replaced_by
    from pp_auth.api_keys k
   where k.login_role = session_user
     and k.revoked_at is null
     and k.suspended_at is null
     and k.expires_at > clock_timestamp();

-- First and last in every batch: a closed wall must never look like an empty shop. The message is read by programs.
create or replace function pp_auth.require_session(need int) returns void
language plpgsql stable security definer parallel restricted cost 500
set search_path = pg_catalog, pg_temp
as $f$
declare
  k      record;
  reason text;
begin
  select a.perms, a.revoked_at, a.expires_at, a.suspended_at into k
    from pp_auth.api_keys a
   where a.login_role = session_user;

  reason := case
    when not found then 'unknown'
    when k.revoked_at is not null then 'revoked'
    when k.expires_at <= clock_timestamp() then 'expired'
    when k.suspended_at is not null then 'suspended'
    when need is null or k.perms & need <> need then 'not_permitted'
  end;
  if reason is not null then
    raise exception using errcode = '28000', message = 'pulsepoint:' || reason;
  end if;
end $f$;

-- For pp_keysmith, which holds no table: keeps a key's row. The status is held while the key is made: a suspension at the
-- same time waits and finds the key, or is waited for and suspends it from the start.
create or replace function pp_auth.store_key(
  p_kid uuid, p_tenant int, p_user uuid, p_login name, p_hash bytea, p_perms int, p_brands text[], p_expires timestamptz, p_note text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  insert into pp_auth.api_keys (kid, tenant_id, user_id, login_role, key_hash, perms, brands, expires_at, note, suspended_at)
  values (p_kid, p_tenant, p_user, p_login, p_hash, p_perms, p_brands, p_expires, p_note,
          (select case when s.status <> 'active' then clock_timestamp() end
             from pp_auth.tenant_status s
            where s.tenant_id = p_tenant
              for share))
$f$;

-- For pp_keysmith: sets the status and says whose sessions must end.
create or replace function pp_auth.mark_status(p_tenant int, p_status text) returns setof name
language sql security definer
set search_path = pg_catalog, pg_temp
as $f$
  update pp_auth.tenant_status set status = p_status, changed_at = clock_timestamp() where tenant_id = p_tenant;
  update pp_auth.api_keys k
     set suspended_at = case when p_status <> 'active' then coalesce(k.suspended_at, clock_timestamp()) end
   where k.tenant_id = p_tenant
  returning k.login_role
$f$;

set local role pp_owner;

-- The permission to ask stands in the wall itself, so it is not asked for once more.
do $walls$
declare
  t text;
begin
  foreach t in array array['sales_daily', 'ads_daily', 'sessions_daily', 'fx_rates_daily', 'rollup_state'] loop
    execute format(
      'alter policy tenant_wall on pp.%I
         using (tenant_id = (select pp_auth.tenant_if(1))) with check (tenant_id = (select pp_auth.tenant_if(1)))', t);
    execute format('alter policy see on pp.%I using (true)', t);
  end loop;
end $walls$;

reset role;
