-- What operators do to a tenant's rows. Each function names its tenant first, and the audit is a side effect of the work.
set local role pp_steward;

-- Names the tenant for the rest of the transaction and locks its row, so that two loads of one tenant wait for each other.
create function pp_steward.name_tenant(p_slug text) returns int
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  select t.tenant_id into tenant from pp.tenants t where t.slug = p_slug;
  if tenant is null then
    raise exception using errcode = 'P0002', message = 'pulsepoint:tenant_unknown';
  end if;
  perform set_config('pp_steward.tenant', tenant::text, true);
  perform from pp.tenants t where t.tenant_id = tenant for no key update;
  return tenant;
end $f$;

create function pp_steward.audit(p_tenant int, p_action text, p_object text, p_detail jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  insert into pp.audit_log (tenant_id, id, action, object, detail) values (p_tenant, pp.uuid_now(), p_action, p_object, p_detail);
end $f$;

create function pp_steward.ensure_tenant(
  p_slug text, p_name text, p_currency text, p_time_zone text, p_is_demo boolean)
returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int;
begin
  perform pp.make_partitions();
  select t.tenant_id into tenant from pp.tenants t where t.slug = p_slug;
  if tenant is null then
    loop
      -- Not random(): its next numbers can be computed from those seen.
      tenant := ('x' || left(replace(gen_random_uuid()::text, '-', ''), 8))::bit(32)::int & 2147483647;
      exit when tenant > 0 and not exists (select from pp.tenants t where t.tenant_id = tenant);
    end loop;
    perform set_config('pp_steward.tenant', tenant::text, true);
    perform pp_auth.open_tenant(tenant);
    insert into pp.tenants (tenant_id, slug, name, reporting_currency, reporting_time_zone, is_demo)
    values (tenant, p_slug, p_name, p_currency, p_time_zone, p_is_demo);
    perform pp_steward.audit(tenant, 'tenant.add', p_slug, null);
  else
    perform pp_steward.name_tenant(p_slug);
    update pp.tenants t
       set name = p_name, reporting_currency = p_currency, reporting_time_zone = p_time_zone, is_demo = p_is_demo
     where t.tenant_id = tenant
       and (t.name, t.reporting_currency, t.reporting_time_zone, t.is_demo)
           is distinct from (p_name, p_currency, p_time_zone, p_is_demo);
    if found then
      perform pp_steward.audit(tenant, 'tenant.change', p_slug, null);
    end if;
  end if;
  return tenant;
end $f$;

create function pp_steward.ensure_brand(p_tenant text, p_brand text, p_name text, p_currency text, p_time_zone text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  insert into pp.brands as b (tenant_id, brand_id, name, currency, time_zone)
  values (tenant, p_brand, p_name, p_currency, p_time_zone)
  on conflict (tenant_id, brand_id) do update
     set name = excluded.name, currency = excluded.currency, time_zone = excluded.time_zone
   where (b.name, b.currency, b.time_zone) is distinct from (excluded.name, excluded.currency, excluded.time_zone);
  if found then
    perform pp_steward.audit(tenant, 'brand.ensure', p_brand, null);
  end if;
end $f$;

-- Brings the brand's connections to exactly these sources; one that is not named any more is kept as removed.
create function pp_steward.ensure_connections(p_tenant text, p_brand text, p_sources text[], p_ids uuid[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant  int := pp_steward.name_tenant(p_tenant);
  changed int;
  gone    int;
begin
  insert into pp.connections as c (tenant_id, id, brand_id, source)
  select tenant, n.id, p_brand, n.source from unnest(p_sources, p_ids) as n(source, id)
  on conflict (tenant_id, brand_id, source) do update
     set status = 'active', updated_at = clock_timestamp()
   where c.status = 'removed';
  get diagnostics changed = row_count;
  update pp.connections c
     set status = 'removed', updated_at = clock_timestamp()
   where c.tenant_id = tenant and c.brand_id = p_brand and c.status <> 'removed' and c.source <> all (p_sources);
  get diagnostics gone = row_count;
  if changed + gone > 0 then
    perform pp_steward.audit(tenant, 'connection.ensure', p_brand, jsonb_build_object('sources', p_sources));
  end if;
end $f$;

create function pp_steward.ensure_user(p_tenant text, p_user uuid, p_name text, p_email text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  insert into pp.users as u (tenant_id, id, name, email)
  values (tenant, p_user, p_name, p_email)
  on conflict (tenant_id, id) do update
     set name = excluded.name, email = excluded.email
   where u.erased_at is null and (u.name, u.email) is distinct from (excluded.name, excluded.email);
  if found then
    perform pp_steward.audit(tenant, 'user.ensure', p_user::text, null);
  end if;
end $f$;

-- For pp_keysmith: the tenant of a key to be made, once its person and its brands are found to be there.
create function pp_steward.tenant_of_key(p_tenant text, p_user uuid, p_brands text[]) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  if not exists (select from pp.users u where u.tenant_id = tenant and u.id = p_user and u.erased_at is null) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:user_unknown';
  end if;
  if exists (select from unnest(p_brands) as n(brand)
              where not exists (select from pp.brands b where b.tenant_id = tenant and b.brand_id = n.brand)) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:brand_unknown';
  end if;
  return tenant;
end $f$;

create function pp_steward.tenant_named(p_tenant text) returns int
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $f$ select t.tenant_id from pp.tenants t where t.slug = p_tenant $f$;

-- Roll-ups. The caller replaces all tables in one transaction; each call replaces one table of the tenant as a whole.
create function pp_steward.replace_sales(
  p_tenant text, p_brand text[], p_day date[], p_currency text[], p_channel text[], p_customer text[],
  p_gross numeric[], p_discounts numeric[], p_returns numeric[], p_shipping numeric[], p_tax numeric[], p_refund numeric[],
  p_cogs numeric[], p_sold bigint[], p_returned bigint[], p_placed bigint[], p_cancelled bigint[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.sales_daily d where d.tenant_id = tenant;
  insert into pp.sales_daily
  select tenant, r.*
    from unnest(p_brand, p_day, p_currency, p_channel, p_customer, p_gross, p_discounts, p_returns, p_shipping, p_tax,
                p_refund, p_cogs, p_sold, p_returned, p_placed, p_cancelled) as r;
end $f$;

create function pp_steward.replace_ads(
  p_tenant text, p_brand text[], p_day date[], p_currency text[], p_platform text[], p_campaign text[], p_type text[],
  p_spend numeric[], p_impressions bigint[], p_clicks bigint[], p_conversions numeric[], p_value numeric[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.ads_daily d where d.tenant_id = tenant;
  insert into pp.ads_daily
  select tenant, r.*
    from unnest(p_brand, p_day, p_currency, p_platform, p_campaign, p_type, p_spend, p_impressions, p_clicks, p_conversions,
                p_value) as r;
end $f$;

create function pp_steward.replace_sessions(
  p_tenant text, p_brand text[], p_day date[], p_device text[], p_sessions bigint[], p_carts bigint[], p_converted bigint[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.sessions_daily d where d.tenant_id = tenant;
  insert into pp.sessions_daily
  select tenant, r.* from unnest(p_brand, p_day, p_device, p_sessions, p_carts, p_converted) as r;
end $f$;

create function pp_steward.replace_rates(p_tenant text, p_day date[], p_from text[], p_to text[], p_rate numeric[]) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.fx_rates_daily d where d.tenant_id = tenant;
  insert into pp.fx_rates_daily
  select tenant, r.* from unnest(p_day, p_from, p_to, p_rate) as r;
end $f$;

-- Last of a load: the new generation becomes the one that readers are told of. Gaps come flat, each with its brand and source.
create function pp_steward.replace_state(
  p_tenant text, p_generation text, p_brand text[], p_source text[], p_first date[], p_through date[],
  p_gap_brand text[], p_gap_source text[], p_gap_day date[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.rollup_state s where s.tenant_id = tenant;
  insert into pp.rollup_state (tenant_id, brand_id, source, generation, first_day, data_through, gaps)
  select tenant, l.brand, l.source, p_generation, l.first_day, l.through,
         coalesce((select array_agg(g.day order by g.day)
                     from unnest(p_gap_brand, p_gap_source, p_gap_day) as g(brand, source, day)
                    where g.brand = l.brand and g.source = l.source), '{}')
    from unnest(p_brand, p_source, p_first, p_through) as l(brand, source, first_day, through);
  perform pp.make_partitions();
  perform pp_steward.audit(tenant, 'rollup.replace', p_generation, jsonb_build_object('sources', cardinality(p_brand)));
end $f$;

create function pp_steward.rollup_generation(p_tenant text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  return (select min(s.generation) from pp.rollup_state s where s.tenant_id = tenant having min(s.generation) = max(s.generation));
end $f$;

revoke all on all functions in schema pp_steward from public;
alter default privileges in schema pp_steward revoke execute on functions from public;
grant execute on function pp_steward.tenant_of_key(text, uuid, text[]), pp_steward.audit(int, text, text, jsonb), pp_steward.tenant_named(text)
  to pp_keysmith;
grant execute on function
  pp_steward.ensure_tenant(text, text, text, text, boolean), pp_steward.ensure_brand(text, text, text, text, text),
  pp_steward.ensure_connections(text, text, text[], uuid[]), pp_steward.ensure_user(text, uuid, text, text),
  pp_steward.replace_sales(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[], numeric[],
                           numeric[], bigint[], bigint[], bigint[], bigint[]),
  pp_steward.replace_ads(text, text[], date[], text[], text[], text[], text[], numeric[], bigint[], bigint[], numeric[], numeric[]),
  pp_steward.replace_sessions(text, text[], date[], text[], bigint[], bigint[], bigint[]),
  pp_steward.replace_rates(text, date[], text[], text[], numeric[]),
  pp_steward.replace_state(text, text, text[], text[], date[], date[], text[], text[], date[]),
  pp_steward.rollup_generation(text)
  to pp_platform;

reset role;
