-- What selling costs a brand beyond goods and ads: no source knows it, so its organisation sets it.
set local role pp_owner;

alter table pp.brands
  add column fulfilment_per_order numeric(9,4) check (fulfilment_per_order between 0 and 99999.9999),
  add column payment_fee_rate     numeric(6,4) check (payment_fee_rate between 0 and 1);
grant select (fulfilment_per_order, payment_fee_rate) on pp.brands to pp_app;

set local role pp_auth;
drop function pp_auth.brands_of_own_tenant();

set local role pp_steward;
drop function pp_steward.list_brands(text);
drop function pp_steward.brands_of(int);

create function pp_steward.brands_of(p_tenant int)
returns table (brand_id text, name text, currency text, time_zone text, sources text[], fulfilment_per_order numeric, payment_fee_rate numeric)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  return query
  select b.brand_id, b.name, b.currency, b.time_zone,
         array(select c.source from pp.connections c
                where c.tenant_id = b.tenant_id and c.brand_id = b.brand_id and c.status <> 'removed'
                order by c.source collate "C"),
         b.fulfilment_per_order, b.payment_fee_rate
    from pp.brands b
   where b.tenant_id = p_tenant
   order by b.brand_id collate "C";
end $f$;

create function pp_steward.list_brands(p_tenant text)
returns table (brand_id text, name text, currency text, time_zone text, sources text[], fulfilment_per_order numeric, payment_fee_rate numeric)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
  select b.brand_id, b.name, b.currency, b.time_zone, b.sources, b.fulfilment_per_order, b.payment_fee_rate
    from pp_steward.brands_of(pp_steward.required_tenant(p_tenant)) b
$f$;

-- False where they were the same already.
create function pp_steward.change_costs(p_tenant int, p_brand text, p_fulfilment numeric, p_fee numeric) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  -- NaN is larger than every number.
  if not (coalesce(p_fulfilment, 0) between 0 and 99999.9999 and coalesce(p_fee, 0) between 0 and 1) then
    raise exception using errcode = '22023', message = 'pulsepoint:costs_malformed';
  end if;
  perform pp_steward.hold(p_tenant);
  if not exists (select from pp.brands b where b.tenant_id = p_tenant and b.brand_id = p_brand) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:brand_unknown';
  end if;
  update pp.brands b
     set fulfilment_per_order = round(p_fulfilment, 4), payment_fee_rate = round(p_fee, 4)
   where b.tenant_id = p_tenant and b.brand_id = p_brand
     and (b.fulfilment_per_order, b.payment_fee_rate) is distinct from (round(p_fulfilment, 4), round(p_fee, 4));
  if found then
    perform pp_steward.audit(p_tenant, 'brand.costs', p_brand, jsonb_build_object('fulfilment_per_order', p_fulfilment, 'payment_fee_rate', p_fee));
    return true;
  end if;
  return false;
end $f$;

create function pp_steward.change_costs_of(p_tenant text, p_brand text, p_fulfilment numeric, p_fee numeric) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.change_costs(pp_steward.required_tenant(p_tenant), p_brand, p_fulfilment, p_fee) $f$;

revoke all on function
  pp_steward.brands_of(int), pp_steward.list_brands(text), pp_steward.change_costs(int, text, numeric, numeric),
  pp_steward.change_costs_of(text, text, numeric, numeric)
  from public;
grant execute on function pp_steward.brands_of(int), pp_steward.change_costs(int, text, numeric, numeric) to pp_auth;
grant execute on function pp_steward.list_brands(text), pp_steward.change_costs_of(text, text, numeric, numeric) to pp_platform;

set local role pp_auth;

-- The key's door to them: always its own tenant, and only a key that may administer all of it.
create function pp_auth.brands_of_own_tenant()
returns table (brand_id text, name text, currency text, time_zone text, sources text[], fulfilment_per_order numeric, payment_fee_rate numeric)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
  select b.brand_id, b.name, b.currency, b.time_zone, b.sources, b.fulfilment_per_order, b.payment_fee_rate
    from pp_steward.brands_of(pp_auth.administered_tenant()) b
$f$;

create function pp_auth.change_costs_in_own_tenant(p_brand text, p_fulfilment numeric, p_fee numeric) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.change_costs(pp_auth.administered_tenant(), p_brand, p_fulfilment, p_fee) $f$;

revoke all on function pp_auth.brands_of_own_tenant(), pp_auth.change_costs_in_own_tenant(text, numeric, numeric) from public;
grant execute on function pp_auth.brands_of_own_tenant(), pp_auth.change_costs_in_own_tenant(text, numeric, numeric) to pp_app;

reset role;
