-- Deleting one organisation removes that one's rows, in a transaction of their own, and nothing comes in behind it.
set local role pp_steward;

-- Names the organisation and locks its row, so that it is not deleted before whoever writes has committed.
create function pp_steward.hold(p_tenant int) returns int
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  perform from pp.tenants t where t.tenant_id = p_tenant and t.deleted_at is null for no key update;
  -- Deleted while this waited for it.
  if not found then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  return p_tenant;
end $f$;

create or replace function pp_steward.name_tenant(p_slug text) returns int
language sql volatile
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.hold(pp_steward.required_tenant(p_slug)) $f$;

create or replace function pp_steward.add_person(p_tenant int, p_name text, p_email text, out id uuid, out is_new boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  known record;
begin
  if p_name is null or length(p_name) not between 1 and 200 or p_email is null or p_email !~ '^[^@[:space:]]{1,64}@[^@[:space:]]{1,255}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:person_malformed';
  end if;
  perform pp_steward.hold(p_tenant);
  insert into pp.users (tenant_id, id, name, email) values (p_tenant, pp.uuid_now(), p_name, p_email)
  on conflict (tenant_id, lower(email)) do nothing
  returning users.id into id;
  is_new := found;
  if is_new then
    perform pp_steward.audit(p_tenant, 'user.add', id::text, null);
    return;
  end if;
  select u.id, u.name into known from pp.users u where u.tenant_id = p_tenant and lower(u.email) = lower(p_email);
  if known.name is distinct from p_name then
    raise exception using errcode = '22023', message = 'pulsepoint:person_differs';
  end if;
  id := known.id;
end $f$;

create or replace function pp_steward.add_brand(p_tenant int, p_brand text, p_name text, p_currency text, p_time_zone text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  if p_brand is null or p_brand !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(p_brand) > 40
     or p_name is null or length(p_name) not between 1 and 200
     or p_currency is null or p_currency !~ '^[A-Z]{3}$'
     or not exists (select from pg_timezone_names z where z.name = p_time_zone) then
    raise exception using errcode = '22023', message = 'pulsepoint:brand_malformed';
  end if;
  perform pp_steward.hold(p_tenant);
  insert into pp.brands (tenant_id, brand_id, name, currency, time_zone)
  values (p_tenant, p_brand, p_name, p_currency, p_time_zone)
  on conflict do nothing;
  if found then
    perform pp_steward.audit(p_tenant, 'brand.add', p_brand, jsonb_build_object('currency', p_currency, 'time_zone', p_time_zone));
    return true;
  end if;
  if not exists (select from pp.brands b
                  where b.tenant_id = p_tenant
                    and (b.brand_id, b.name, b.currency, b.time_zone) = (p_brand, p_name, p_currency, p_time_zone)) then
    raise exception using errcode = '22023', message = 'pulsepoint:brand_differs';
  end if;
  return false;
end $f$;

drop function pp_steward.remove_deleted();

create function pp_steward.deleted_tenants() returns setof int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select t.tenant_id from pp.tenants t where t.deleted_at is not null $f$;

-- Removes what a deleted organisation has left, but for the record. Safe to repeat; says how many rows it was.
create function pp_steward.remove_deleted(p_tenant int) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  t    record;
  gone bigint;
  sum  bigint := 0;
begin
  if not exists (select from pp.tenants d where d.tenant_id = p_tenant and d.deleted_at is not null) then
    raise exception using errcode = '22023', message = 'pulsepoint:deletion_not_requested';
  end if;
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  for t in select l.name from pp_steward.tables_of_a_tenant() l where not l.stays order by l.place loop
    execute format('delete from pp.%I where tenant_id = $1', t.name) using p_tenant;
    get diagnostics gone = row_count;
    sum := sum + gone;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
  return sum;
end $f$;

revoke all on function pp_steward.hold(int), pp_steward.deleted_tenants(), pp_steward.remove_deleted(int) from public;
grant execute on function pp_steward.deleted_tenants(), pp_steward.remove_deleted(int) to pp_platform;

set local role pp_keysmith;

drop function pp_admin.delete_tenant(text);

-- The second step: no key of it works again, and nobody finds it any more. Its rows and logins go afterwards, in steps. Says
-- which it was.
create function pp_admin.delete_tenant(p_tenant text) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.hold_tenant(p_tenant);
begin
  perform pp_admin.cut_sessions(array(select m from pp_auth.mark_status(tenant, 'deleted') m));
  perform pp_steward.forget_tenant(tenant);
  return tenant;
end $f$;

-- Ends the sessions of keys that are refused, and of logins that were dropped while somebody was letting himself in.
create or replace function pp_admin.cut_refused() returns int
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
  select pp_admin.cut_sessions(array(select pp_auth.refused_logins()))
       + (select count(*) filter (where pg_terminate_backend(a.pid))::int
            from pg_stat_get_activity(null) a
           where a.usesysid is not null and not exists (select from pg_roles r where r.oid = a.usesysid))
$f$;

revoke all on function pp_admin.delete_tenant(text) from public;
grant execute on function pp_admin.delete_tenant(text) to pp_platform;

reset role;
