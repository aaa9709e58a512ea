-- What operators may read of a tenant: who it is, its brands and its people. No figures, no questions.
set local role pp_steward;

create function pp_steward.describe_tenant(p_tenant text)
returns table (name text, reporting_currency text, reporting_time_zone text, is_demo boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  return query
  select t.name, t.reporting_currency, t.reporting_time_zone, t.is_demo from pp.tenants t where t.tenant_id = tenant;
end $f$;

create function pp_steward.describe_brands(p_tenant text)
returns table (brand_id text, name text, currency text, time_zone text, sources text[])
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  return query
  select b.brand_id, b.name, b.currency, b.time_zone,
         array(select c.source from pp.connections c
                where c.tenant_id = b.tenant_id and c.brand_id = b.brand_id and c.status <> 'removed'
                order by c.source collate "C")
    from pp.brands b
   where b.tenant_id = tenant
   order by b.brand_id collate "C";
end $f$;

create function pp_steward.describe_users(p_tenant text)
returns table (id uuid, name text, email text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  return query
  select u.id, u.name, u.email from pp.users u where u.tenant_id = tenant and u.erased_at is null order by u.email;
end $f$;

revoke all on function pp_steward.describe_tenant(text), pp_steward.describe_brands(text), pp_steward.describe_users(text) from public;
grant execute on function pp_steward.describe_tenant(text), pp_steward.describe_brands(text), pp_steward.describe_users(text) to pp_platform;

reset role;
