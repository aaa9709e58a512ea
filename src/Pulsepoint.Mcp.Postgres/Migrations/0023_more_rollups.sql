-- Daily sums by country and by product, so that usual questions never read single orders. A country or a product may be
-- missing: that is a group of its own, as it is in the facts. Text is compared byte by byte, as where the facts are.
set local role pp_owner;

create table pp.sales_by_country_daily (
  tenant_id      int              not null,
  brand_id       text             not null,
  event_date     date             not null,
  currency       text             not null,
  country        text collate "C",
  customer_type  text             not null,
  gross          numeric(18,2)    not null,
  discounts      numeric(18,2)    not null,
  returns        numeric(18,2)    not null,
  shipping       numeric(18,2)    not null,
  tax            numeric(18,2)    not null,
  refund_amount  numeric(18,2)    not null,
  cogs           numeric(18,2)    not null,
  units_sold     bigint           not null,
  units_returned bigint           not null,
  placed         bigint           not null,
  cancelled      bigint           not null
);

create table pp.sales_by_product_daily (
  tenant_id      int              not null,
  brand_id       text             not null,
  event_date     date             not null,
  currency       text             not null,
  product        text collate "C",
  product_type   text collate "C",
  gross          numeric(18,2)    not null,
  discounts      numeric(18,2)    not null,
  returns        numeric(18,2)    not null,
  tax            numeric(18,2)    not null,
  refund_amount  numeric(18,2)    not null,
  cogs           numeric(18,2)    not null,
  units_sold     bigint           not null,
  units_returned bigint           not null
);

create table pp.ads_by_country_daily (
  tenant_id        int              not null,
  brand_id         text             not null,
  event_date       date             not null,
  currency         text             not null,
  platform         text             not null,
  campaign         text collate "C" not null,
  campaign_type    text collate "C" not null,
  country          text collate "C",
  spend            numeric(18,2)    not null,
  impressions      bigint           not null,
  clicks           bigint           not null,
  conversions      numeric          not null,
  conversion_value numeric(18,2)    not null
);

create table pp.sessions_by_country_daily (
  tenant_id          int              not null,
  brand_id           text             not null,
  event_date         date             not null,
  country            text collate "C",
  device             text             not null,
  marketing_channel  text collate "C",
  sessions           bigint           not null,
  cart_sessions      bigint           not null,
  converted_sessions bigint           not null
);

-- One row a group, those without a name too; said so that servers before 15 can read it.
create unique index sales_by_country_daily_group on pp.sales_by_country_daily (tenant_id, brand_id, event_date, (country is null), coalesce(country, ''), customer_type, currency);
create unique index sales_by_product_daily_group on pp.sales_by_product_daily (tenant_id, brand_id, event_date, (product is null), coalesce(product, ''), (product_type is null), coalesce(product_type, ''), currency);
create unique index ads_by_country_daily_group on pp.ads_by_country_daily (tenant_id, brand_id, event_date, (country is null), coalesce(country, ''), platform, campaign, campaign_type, currency);
create unique index sessions_by_country_daily_group on pp.sessions_by_country_daily (tenant_id, brand_id, event_date, (country is null), coalesce(country, ''), device, (marketing_channel is null), coalesce(marketing_channel, ''));

do $walls$
declare
  t text;
begin
  foreach t in array array['sales_by_country_daily', 'sales_by_product_daily', 'ads_by_country_daily', 'sessions_by_country_daily'] loop
    execute format('alter table pp.%I enable row level security', t);
    execute format('alter table pp.%I force row level security', t);
    execute format(
      'create policy tenant_wall on pp.%I as restrictive to pp_app, pp_owner
         using (tenant_id = (select pp_auth.tenant_if(1))) with check (tenant_id = (select pp_auth.tenant_if(1)))', t);
    execute format(
      'create policy brand_wall on pp.%I as restrictive to pp_app_some
         using ((select pp_auth.sees_all_brands()) or brand_id = any ((select pp_auth.brands_allowed())::text[]))', t);
    execute format(
      'create policy steward_wall on pp.%I as restrictive to pp_steward
         using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()))', t);
    execute format('create policy see on pp.%I for select to pp_app_all, pp_app_some using (true)', t);
    execute format('create policy steward on pp.%I to pp_steward using (true) with check (true)', t);
    execute format('grant select, insert, delete on pp.%I to pp_steward', t);
  end loop;
end $walls$;

grant select (tenant_id, brand_id, event_date, currency, country, customer_type, gross, discounts, returns, shipping, tax,
              refund_amount, cogs, units_sold, units_returned, placed, cancelled) on pp.sales_by_country_daily to pp_app;
grant select (tenant_id, brand_id, event_date, currency, product, product_type, gross, discounts, returns, tax, refund_amount,
              cogs, units_sold, units_returned) on pp.sales_by_product_daily to pp_app;
grant select (tenant_id, brand_id, event_date, currency, platform, campaign, campaign_type, country, spend, impressions, clicks,
              conversions, conversion_value) on pp.ads_by_country_daily to pp_app;
grant select (tenant_id, brand_id, event_date, country, device, marketing_channel, sessions, cart_sessions, converted_sessions)
  on pp.sessions_by_country_daily to pp_app;

set local role pp_steward;

-- The key of a row whose name is missing still tells it from all others: the export sorts by it.
create or replace function pp_steward.tables_of_a_tenant() returns table (place int, name text, row_key text, stays boolean, kept_back text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  select t.place, t.name, t.row_key, t.name in ('tenants', 'audit_log'), case t.name when 'connection_secrets' then 'sealed' end
    from (values
            ( 1, 'feedback',                  'question_id, user_id'),
            ( 2, 'questions',                 'id'),
            ( 3, 'usage_events',              'id'),
            ( 4, 'alerts',                    'id'),
            ( 5, 'alert_rules',               'id'),
            ( 6, 'sync_runs',                 'id'),
            ( 7, 'connection_secrets',        'connection_id, name'),
            ( 8, 'connections',               'id'),
            ( 9, 'key_sessions',              'kid, session_id'),
            (10, 'call_days',                 'kid, day'),
            (11, 'user_buckets',              'user_id'),
            (12, 'tenant_buckets',            'tenant_id'),
            (13, 'sales_daily',               'brand_id, event_date, sales_channel, customer_type'),
            (14, 'sales_by_country_daily',    'brand_id, event_date, country, customer_type, currency'),
            (15, 'sales_by_product_daily',    'brand_id, event_date, product, product_type, currency'),
            (16, 'ads_daily',                 'brand_id, event_date, platform, campaign'),
            (17, 'ads_by_country_daily',      'brand_id, event_date, platform, campaign, campaign_type, country, currency'),
            (18, 'sessions_daily',            'brand_id, event_date, device'),
            (19, 'sessions_by_country_daily', 'brand_id, event_date, country, device, marketing_channel'),
            (20, 'fx_rates_daily',            'date, from_ccy, to_ccy'),
            (21, 'rollup_state',              'brand_id, source'),
            (22, 'brands',                    'brand_id'),
            (23, 'users',                     'id'),
            (24, 'audit_log',                 'id'),
            (25, 'tenants',                   'tenant_id')) as t(place, name, row_key)
$f$;

create function pp_steward.replace_sales_by_country(
  p_tenant text, p_brand text[], p_day date[], p_currency text[], p_country text[], p_customer text[],
  p_gross numeric[], p_discounts numeric[], p_returns numeric[], p_shipping numeric[], p_tax numeric[], p_refund numeric[],
  p_cogs numeric[], p_sold bigint[], p_returned bigint[], p_placed bigint[], p_cancelled bigint[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.sales_by_country_daily d where d.tenant_id = tenant;
  insert into pp.sales_by_country_daily
  select tenant, r.*
    from unnest(p_brand, p_day, p_currency, p_country, p_customer, p_gross, p_discounts, p_returns, p_shipping, p_tax,
                p_refund, p_cogs, p_sold, p_returned, p_placed, p_cancelled) as r;
end $f$;

create function pp_steward.replace_sales_by_product(
  p_tenant text, p_brand text[], p_day date[], p_currency text[], p_product text[], p_type text[],
  p_gross numeric[], p_discounts numeric[], p_returns numeric[], p_tax numeric[], p_refund numeric[], p_cogs numeric[],
  p_sold bigint[], p_returned bigint[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.sales_by_product_daily d where d.tenant_id = tenant;
  insert into pp.sales_by_product_daily
  select tenant, r.*
    from unnest(p_brand, p_day, p_currency, p_product, p_type, p_gross, p_discounts, p_returns, p_tax, p_refund, p_cogs,
                p_sold, p_returned) as r;
end $f$;

create function pp_steward.replace_ads_by_country(
  p_tenant text, p_brand text[], p_day date[], p_currency text[], p_platform text[], p_campaign text[], p_type text[],
  p_country text[], p_spend numeric[], p_impressions bigint[], p_clicks bigint[], p_conversions numeric[], p_value numeric[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.ads_by_country_daily d where d.tenant_id = tenant;
  insert into pp.ads_by_country_daily
  select tenant, r.*
    from unnest(p_brand, p_day, p_currency, p_platform, p_campaign, p_type, p_country, p_spend, p_impressions, p_clicks,
                p_conversions, p_value) as r;
end $f$;

create function pp_steward.replace_sessions_by_country(
  p_tenant text, p_brand text[], p_day date[], p_country text[], p_device text[], p_channel text[],
  p_sessions bigint[], p_carts bigint[], p_converted bigint[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.name_tenant(p_tenant);
begin
  delete from pp.sessions_by_country_daily d where d.tenant_id = tenant;
  insert into pp.sessions_by_country_daily
  select tenant, r.* from unnest(p_brand, p_day, p_country, p_device, p_channel, p_sessions, p_carts, p_converted) as r;
end $f$;

-- Under a new name: a program that does not know these tables can no longer say that a generation of all of them is loaded.
alter function pp_steward.replace_state(text, text, text[], text[], date[], date[], text[], text[], date[]) rename to finish_rollups;

-- What is loaded now lacks them. Until the next load, questions are answered from the facts.
do $reload$
declare
  t record;
begin
  for t in select o.tenant_id from pp.tenants o loop
    perform set_config('pp_steward.tenant', t.tenant_id::text, true);
    delete from pp.rollup_state s where s.tenant_id = t.tenant_id;
  end loop;
  perform set_config('pp_steward.tenant', '', true);
end $reload$;

revoke all on function
  pp_steward.replace_sales_by_country(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[],
                                      numeric[], numeric[], bigint[], bigint[], bigint[], bigint[]),
  pp_steward.replace_sales_by_product(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[],
                                      numeric[], bigint[], bigint[]),
  pp_steward.replace_ads_by_country(text, text[], date[], text[], text[], text[], text[], text[], numeric[], bigint[], bigint[], numeric[],
                                    numeric[]),
  pp_steward.replace_sessions_by_country(text, text[], date[], text[], text[], text[], bigint[], bigint[], bigint[])
  from public;
grant execute on function
  pp_steward.replace_sales_by_country(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[],
                                      numeric[], numeric[], bigint[], bigint[], bigint[], bigint[]),
  pp_steward.replace_sales_by_product(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[],
                                      numeric[], bigint[], bigint[]),
  pp_steward.replace_ads_by_country(text, text[], date[], text[], text[], text[], text[], text[], numeric[], bigint[], bigint[], numeric[],
                                    numeric[]),
  pp_steward.replace_sessions_by_country(text, text[], date[], text[], text[], text[], bigint[], bigint[], bigint[])
  to pp_platform;

set local role pp_owner;

-- For pp_steward, after a load: without it the first questions are planned as if the tables were still as they were.
create function pp.analyze_rollups() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  analyze pp.sales_daily, pp.sales_by_country_daily, pp.sales_by_product_daily, pp.ads_daily, pp.ads_by_country_daily,
          pp.sessions_daily, pp.sessions_by_country_daily, pp.fx_rates_daily;
end $f$;

revoke all on function pp.analyze_rollups() from public;
grant execute on function pp.analyze_rollups() to pp_steward;

set local role pp_steward;

create function pp_steward.analyze_rollups() returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp.analyze_rollups() $f$;

revoke all on function pp_steward.analyze_rollups() from public;
grant execute on function pp_steward.analyze_rollups() to pp_platform;

reset role;
