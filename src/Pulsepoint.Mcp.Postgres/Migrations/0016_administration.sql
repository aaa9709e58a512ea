-- Organisations, people and brands as an administrator adds and lists them: with the platform's credential, and within the
-- own tenant with a key that may administer all of it. What is there already is never changed by adding it again.
set local role pp_auth;

-- For pp_steward: how a tenant stands, and how many of its keys work now.
create function pp_auth.standing_of(p_tenant int, out status text, out live_keys int)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$
  select s.status,
         (select count(*)::int from pp_auth.api_keys k
           where k.tenant_id = p_tenant and k.revoked_at is null and k.suspended_at is null and k.expires_at > clock_timestamp())
    from pp_auth.tenant_status s
   where s.tenant_id = p_tenant
$f$;

revoke all on function pp_auth.standing_of(int) from public;
grant execute on function pp_auth.standing_of(int) to pp_steward;

set local role pp_steward;

-- Adds an organisation; false where exactly this one is there. Another one of the same slug is left as it is.
create function pp_steward.add_tenant(p_slug text, p_name text, p_currency text, p_time_zone text, p_retention_days int) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  t record;
begin
  select * into t from pp.tenants o where o.slug = p_slug;
  if found then
    if (t.name, t.reporting_currency, t.reporting_time_zone, t.retention_days)
       is distinct from (p_name, p_currency, p_time_zone, coalesce(p_retention_days, t.retention_days)) then
      raise exception using errcode = '22023', message = 'pulsepoint:tenant_differs';
    end if;
    return false;
  end if;
  perform pp_steward.ensure_tenant(p_slug, p_name, p_currency, p_time_zone, false);
  if p_retention_days is not null then
    update pp.tenants o set retention_days = p_retention_days where o.slug = p_slug;
    perform pp_steward.audit(pp_steward.tenant_named(p_slug), 'tenant.retention', p_slug, jsonb_build_object('days', p_retention_days));
  end if;
  return true;
exception
  -- Somebody else added it in this moment.
  when unique_violation then
    raise exception using errcode = '22023', message = 'pulsepoint:tenant_differs';
end $f$;

-- Every organisation, for the platform. Each is named while its rows are counted, as everywhere.
create function pp_steward.list_tenants()
returns table (slug text, name text, status text, is_demo boolean, retention_days int, user_per_minute int, user_burst int,
               tenant_per_minute int, tenant_burst int, brands int, people int, live_keys int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  t record;
begin
  for t in select o.tenant_id, o.slug, o.name, o.is_demo, o.retention_days from pp.tenants o order by o.slug collate "C" loop
    perform set_config('pp_steward.tenant', t.tenant_id::text, true);
    return query
    select t.slug, t.name, s.status, t.is_demo, t.retention_days, l.user_per_minute, l.user_burst, l.tenant_per_minute, l.tenant_burst,
           (select count(*)::int from pp.brands b where b.tenant_id = t.tenant_id),
           (select count(*)::int from pp.users u where u.tenant_id = t.tenant_id and u.erased_at is null),
           s.live_keys
      from pp_auth.standing_of(t.tenant_id) s, pp_steward.limits_of(t.tenant_id) l;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- Changes those limits that are given: null leaves one as it is, 0 brings its default back. Says what holds now.
create function pp_steward.change_limits(
  p_tenant text, p_user_per_minute int, p_user_burst int, p_tenant_per_minute int, p_tenant_burst int)
returns table (user_per_minute int, user_burst int, tenant_per_minute int, tenant_burst int)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
  was    jsonb := (select t.limits from pp.tenants t where t.tenant_id = tenant);
begin
  perform pp_steward.set_limits(
    p_tenant,
    nullif(coalesce(p_user_per_minute, (was ->> 'user_per_minute')::int), 0),
    nullif(coalesce(p_user_burst, (was ->> 'user_burst')::int), 0),
    nullif(coalesce(p_tenant_per_minute, (was ->> 'tenant_per_minute')::int), 0),
    nullif(coalesce(p_tenant_burst, (was ->> 'tenant_burst')::int), 0));
  return query select * from pp_steward.limits_of(tenant);
end $f$;

-- The next four work for both doors: their callers have found out the tenant, each in its way.
create function pp_steward.people_of(p_tenant int) returns table (id uuid, name text, email text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  return query
  select u.id, u.name, u.email from pp.users u where u.tenant_id = p_tenant and u.erased_at is null order by u.email collate "C";
end $f$;

create function pp_steward.brands_of(p_tenant int) returns table (brand_id text, name text, currency text, time_zone text, sources text[])
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  return query
  select b.brand_id, b.name, b.currency, b.time_zone,
         array(select c.source from pp.connections c
                where c.tenant_id = b.tenant_id and c.brand_id = b.brand_id and c.status <> 'removed'
                order by c.source collate "C")
    from pp.brands b
   where b.tenant_id = p_tenant
   order by b.brand_id collate "C";
end $f$;

-- Adds a person, or finds the one with this name and address; says the id. The same address under another name is refused.
create function pp_steward.add_person(p_tenant int, p_name text, p_email text, out id uuid, out is_new boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  known record;
begin
  if p_name is null or length(p_name) not between 1 and 200 or p_email is null or p_email !~ '^[^@[:space:]]{1,64}@[^@[:space:]]{1,255}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:person_malformed';
  end if;
  perform set_config('pp_steward.tenant', p_tenant::text, true);
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

-- Adds a brand; false where exactly this one is there. Another one of the same id, or of the same name, is left as it is.
create function pp_steward.add_brand(p_tenant int, p_brand text, p_name text, p_currency text, p_time_zone text) returns boolean
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
  perform set_config('pp_steward.tenant', p_tenant::text, true);
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

-- The platform's door to the four.
create function pp_steward.required_tenant(p_tenant text) returns int
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.tenant_named(p_tenant);
begin
  if tenant is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  return tenant;
end $f$;

create function pp_steward.list_people(p_tenant text) returns table (id uuid, name text, email text)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select p.id, p.name, p.email from pp_steward.people_of(pp_steward.required_tenant(p_tenant)) p $f$;

create function pp_steward.list_brands(p_tenant text) returns table (brand_id text, name text, currency text, time_zone text, sources text[])
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select b.brand_id, b.name, b.currency, b.time_zone, b.sources from pp_steward.brands_of(pp_steward.required_tenant(p_tenant)) b $f$;

create function pp_steward.add_person_to(p_tenant text, p_name text, p_email text, out id uuid, out is_new boolean)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select p.id, p.is_new from pp_steward.add_person(pp_steward.required_tenant(p_tenant), p_name, p_email) p $f$;

create function pp_steward.add_brand_to(p_tenant text, p_brand text, p_name text, p_currency text, p_time_zone text) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.add_brand(pp_steward.required_tenant(p_tenant), p_brand, p_name, p_currency, p_time_zone) $f$;

revoke all on function
  pp_steward.add_tenant(text, text, text, text, int), pp_steward.list_tenants(), pp_steward.change_limits(text, int, int, int, int),
  pp_steward.people_of(int), pp_steward.brands_of(int), pp_steward.add_person(int, text, text),
  pp_steward.add_brand(int, text, text, text, text), pp_steward.required_tenant(text), pp_steward.list_people(text),
  pp_steward.list_brands(text), pp_steward.add_person_to(text, text, text), pp_steward.add_brand_to(text, text, text, text, text)
  from public;
grant execute on function
  pp_steward.people_of(int), pp_steward.brands_of(int), pp_steward.add_person(int, text, text),
  pp_steward.add_brand(int, text, text, text, text)
  to pp_auth;
grant execute on function
  pp_steward.add_tenant(text, text, text, text, int), pp_steward.list_tenants(), pp_steward.change_limits(text, int, int, int, int),
  pp_steward.list_people(text), pp_steward.list_brands(text), pp_steward.add_person_to(text, text, text),
  pp_steward.add_brand_to(text, text, text, text, text)
  to pp_platform;

set local role pp_auth;

-- The key's door to them: always its own tenant, and only a key that may administer all of it.
create function pp_auth.people_of_own_tenant() returns table (id uuid, name text, email text)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select p.id, p.name, p.email from pp_steward.people_of(pp_auth.administered_tenant()) p $f$;

create function pp_auth.brands_of_own_tenant() returns table (brand_id text, name text, currency text, time_zone text, sources text[])
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select b.brand_id, b.name, b.currency, b.time_zone, b.sources from pp_steward.brands_of(pp_auth.administered_tenant()) b $f$;

create function pp_auth.add_person_in_own_tenant(p_name text, p_email text, out id uuid, out is_new boolean)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select p.id, p.is_new from pp_steward.add_person(pp_auth.administered_tenant(), p_name, p_email) p $f$;

create function pp_auth.add_brand_in_own_tenant(p_brand text, p_name text, p_currency text, p_time_zone text) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.add_brand(pp_auth.administered_tenant(), p_brand, p_name, p_currency, p_time_zone) $f$;

revoke all on function
  pp_auth.people_of_own_tenant(), pp_auth.brands_of_own_tenant(), pp_auth.add_person_in_own_tenant(text, text),
  pp_auth.add_brand_in_own_tenant(text, text, text, text)
  from public;
grant execute on function
  pp_auth.people_of_own_tenant(), pp_auth.brands_of_own_tenant(), pp_auth.add_person_in_own_tenant(text, text),
  pp_auth.add_brand_in_own_tenant(text, text, text, text)
  to pp_app;

set local role pp_owner;

-- Like pp.deny, for what administers the own tenant: also on record where a key has the permission, but for some brands only.
create function pp.deny_administration(p_verb text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  has_permission boolean;
  tenant         int;
begin
  perform pp_auth.require_session(0);
  if p_verb is null or p_verb !~ '^[a-z]{1,20}[.][a-z]{1,20}$' then
    raise exception using errcode = '22023', message = 'pulsepoint:denial_expected';
  end if;
  has_permission := pp_auth.tenant_if(32) is not null;
  if has_permission and pp_auth.sees_all_brands() then
    return false;
  end if;
  tenant := pp_auth.tenant_if(0);
  if pp_steward.audited_today(tenant, 'permission.denied', 100) < 100 then
    perform pp_steward.audit(tenant, 'permission.denied', p_verb,
                             case when has_permission then '{"brand_limited": true}'::jsonb else '{"permissions": 32}' end);
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return true;
end $f$;

revoke all on function pp.deny_administration(text) from public;
grant execute on function pp.deny_administration(text) to pp_app;

reset role;
