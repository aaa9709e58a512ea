-- Sums by month beside those by day, so that a year of a wide catalogue is read in milliseconds. Money stands once in the currency
-- of its brand and once more in each that it has rates to, every day at its own rate; `summed` counts the days' rows that are in it,
-- so that one that lacked a rate is seen to.
set local role pp_owner;

create table pp.sales_monthly (
  tenant_id      int not null,
  brand_id       text not null,
  month          date not null,
  currency       text not null,
  in_currency    text not null,
  summed         bigint not null,
  sales_channel  text not null,
  customer_type  text not null,
  gross          numeric(28,10) not null,
  discounts      numeric(28,10) not null,
  returns        numeric(28,10) not null,
  shipping       numeric(28,10) not null,
  tax            numeric(28,10) not null,
  refund_amount  numeric(28,10) not null,
  cogs           numeric(28,10) not null,
  units_sold     bigint not null,
  units_returned bigint not null,
  placed         bigint not null,
  cancelled      bigint not null,
  placed_worth   numeric(28,10) not null
);

create table pp.sales_by_country_monthly (
  tenant_id      int not null,
  brand_id       text not null,
  month          date not null,
  currency       text not null,
  in_currency    text not null,
  summed         bigint not null,
  country        text collate "C",
  customer_type  text not null,
  gross          numeric(28,10) not null,
  discounts      numeric(28,10) not null,
  returns        numeric(28,10) not null,
  shipping       numeric(28,10) not null,
  tax            numeric(28,10) not null,
  refund_amount  numeric(28,10) not null,
  cogs           numeric(28,10) not null,
  units_sold     bigint not null,
  units_returned bigint not null,
  placed         bigint not null,
  cancelled      bigint not null,
  placed_worth   numeric(28,10) not null
);

create table pp.sales_by_product_monthly (
  tenant_id      int not null,
  brand_id       text not null,
  month          date not null,
  currency       text not null,
  in_currency    text not null,
  summed         bigint not null,
  product        text collate "C",
  product_type   text collate "C",
  gross          numeric(28,10) not null,
  discounts      numeric(28,10) not null,
  returns        numeric(28,10) not null,
  tax            numeric(28,10) not null,
  refund_amount  numeric(28,10) not null,
  cogs           numeric(28,10) not null,
  units_sold     bigint not null,
  units_returned bigint not null
);

create table pp.ads_monthly (
  tenant_id        int not null,
  brand_id         text not null,
  month            date not null,
  currency         text not null,
  in_currency      text not null,
  summed           bigint not null,
  platform         text not null,
  campaign         text collate "C" not null,
  campaign_type    text collate "C" not null,
  spend            numeric(28,10) not null,
  impressions      bigint not null,
  clicks           bigint not null,
  conversions      numeric not null,
  conversion_value numeric(28,10) not null
);

create table pp.ads_by_country_monthly (
  tenant_id        int not null,
  brand_id         text not null,
  month            date not null,
  currency         text not null,
  in_currency      text not null,
  summed           bigint not null,
  platform         text not null,
  campaign         text collate "C" not null,
  campaign_type    text collate "C" not null,
  country          text collate "C",
  spend            numeric(28,10) not null,
  impressions      bigint not null,
  clicks           bigint not null,
  conversions      numeric not null,
  conversion_value numeric(28,10) not null
);

create table pp.sessions_monthly (
  tenant_id          int not null,
  brand_id           text not null,
  month              date not null,
  device             text not null,
  sessions           bigint not null,
  cart_sessions      bigint not null,
  converted_sessions bigint not null
);

create table pp.sessions_by_country_monthly (
  tenant_id          int not null,
  brand_id           text not null,
  month              date not null,
  country            text collate "C",
  device             text not null,
  marketing_channel  text collate "C",
  sessions           bigint not null,
  cart_sessions      bigint not null,
  converted_sessions bigint not null
);

-- One row a group, those without a name too; said so that servers before 15 can read it.
create unique index sales_monthly_group on pp.sales_monthly (tenant_id, brand_id, month, in_currency, currency, sales_channel, customer_type);
create unique index sales_by_country_monthly_group on pp.sales_by_country_monthly (tenant_id, brand_id, month, in_currency, currency, (country is null), coalesce(country, ''), customer_type);
create unique index sales_by_product_monthly_group on pp.sales_by_product_monthly (tenant_id, brand_id, month, in_currency, currency, (product is null), coalesce(product, ''), (product_type is null), coalesce(product_type, ''));
create unique index ads_monthly_group on pp.ads_monthly (tenant_id, brand_id, month, in_currency, currency, platform, campaign, campaign_type);
create unique index ads_by_country_monthly_group on pp.ads_by_country_monthly (tenant_id, brand_id, month, in_currency, currency, platform, campaign, campaign_type, (country is null), coalesce(country, ''));
create unique index sessions_monthly_group on pp.sessions_monthly (tenant_id, brand_id, month, device);
create unique index sessions_by_country_monthly_group on pp.sessions_by_country_monthly (tenant_id, brand_id, month, (country is null), coalesce(country, ''), device, (marketing_channel is null), coalesce(marketing_channel, ''));

-- As everywhere else: two texts that are put under one another must be compared alike.
alter table pp.ads_daily
  alter column campaign type text collate "C",
  alter column campaign_type type text collate "C";

do $walls$
declare
  t       text;
  columns text;
begin
  foreach t in array array['sales_monthly', 'sales_by_country_monthly', 'sales_by_product_monthly', 'ads_monthly',
                           'ads_by_country_monthly', 'sessions_monthly', 'sessions_by_country_monthly'] loop
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
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into columns
      from pg_attribute a where a.attrelid = format('pp.%I', t)::regclass and a.attnum > 0 and not a.attisdropped;
    execute format('grant select (%s) on pp.%I to pp_app', columns, t);
  end loop;
end $walls$;

create or replace function pp.analyze_rollups() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  analyze pp.sales_daily, pp.sales_monthly, pp.sales_by_country_daily, pp.sales_by_country_monthly, pp.sales_by_product_daily,
          pp.sales_by_product_monthly, pp.ads_daily, pp.ads_monthly, pp.ads_by_country_daily, pp.ads_by_country_monthly,
          pp.sessions_daily, pp.sessions_monthly, pp.sessions_by_country_daily, pp.sessions_by_country_monthly, pp.fx_rates_daily;
end $f$;

set local role pp_steward;

create or replace function pp_steward.tables_of_a_tenant() returns table (place int, name text, row_key text, stays boolean, kept_back text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  select t.place, t.name, t.row_key, t.name in ('tenants', 'audit_log'), case t.name when 'connection_secrets' then 'sealed' end
    from (values
            ( 1, 'feedback',                    'question_id, user_id'),
            ( 2, 'questions',                   'id'),
            ( 3, 'usage_events',                'id'),
            ( 4, 'alerts',                      'id'),
            ( 5, 'alert_rules',                 'id'),
            ( 6, 'sync_runs',                   'id'),
            ( 7, 'connection_secrets',          'connection_id, name'),
            ( 8, 'connections',                 'id'),
            ( 9, 'key_sessions',                'kid, session_id'),
            (10, 'call_days',                   'kid, day'),
            (11, 'user_buckets',                'user_id'),
            (12, 'tenant_buckets',              'tenant_id'),
            (13, 'sales_daily',                 'brand_id, event_date, sales_channel, customer_type'),
            (14, 'sales_monthly',               'brand_id, month, in_currency, currency, sales_channel, customer_type'),
            (15, 'sales_by_country_daily',      'brand_id, event_date, country, customer_type, currency'),
            (16, 'sales_by_country_monthly',    'brand_id, month, in_currency, currency, country, customer_type'),
            (17, 'sales_by_product_daily',      'brand_id, event_date, product, product_type, currency'),
            (18, 'sales_by_product_monthly',    'brand_id, month, in_currency, currency, product, product_type'),
            (19, 'ads_daily',                   'brand_id, event_date, platform, campaign'),
            (20, 'ads_monthly',                 'brand_id, month, in_currency, currency, platform, campaign, campaign_type'),
            (21, 'ads_by_country_daily',        'brand_id, event_date, platform, campaign, campaign_type, country, currency'),
            (22, 'ads_by_country_monthly',      'brand_id, month, in_currency, currency, platform, campaign, campaign_type, country'),
            (23, 'sessions_daily',              'brand_id, event_date, device'),
            (24, 'sessions_monthly',            'brand_id, month, device'),
            (25, 'sessions_by_country_daily',   'brand_id, event_date, country, device, marketing_channel'),
            (26, 'sessions_by_country_monthly', 'brand_id, month, country, device, marketing_channel'),
            (27, 'fx_rates_daily',              'date, from_ccy, to_ccy'),
            (28, 'rollup_state',                'brand_id, source'),
            (29, 'brands',                      'brand_id'),
            (30, 'users',                       'id'),
            (31, 'audit_log',                   'id'),
            (32, 'tenants',                     'tenant_id')) as t(place, name, row_key)
$f$;

-- A load either replaces a table whole or the days that a sync touched. What was loaded by table alone, one function each
-- written out, is one shape now: a function for each table, made from its columns.
drop function
  pp_steward.replace_sales(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[], numeric[],
                           numeric[], bigint[], bigint[], bigint[], bigint[]),
  pp_steward.replace_sales_by_country(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[],
                                      numeric[], numeric[], bigint[], bigint[], bigint[], bigint[]),
  pp_steward.replace_sales_by_product(text, text[], date[], text[], text[], text[], numeric[], numeric[], numeric[], numeric[], numeric[],
                                      numeric[], bigint[], bigint[]),
  pp_steward.replace_ads(text, text[], date[], text[], text[], text[], text[], numeric[], bigint[], bigint[], numeric[], numeric[]),
  pp_steward.replace_ads_by_country(text, text[], date[], text[], text[], text[], text[], text[], numeric[], bigint[], bigint[], numeric[],
                                    numeric[]),
  pp_steward.replace_sessions(text, text[], date[], text[], bigint[], bigint[], bigint[]),
  pp_steward.replace_sessions_by_country(text, text[], date[], text[], text[], text[], bigint[], bigint[], bigint[]),
  pp_steward.replace_rates(text, date[], text[], text[], numeric[]);

do $load$
declare
  t record;
begin
  for t in
    select c.relname as name,
           string_agg(format('p_%s %s[]', a.attname, format_type(a.atttypid, null)), ', ' order by a.attnum) as parameters,
           string_agg(format_type(a.atttypid, null) || '[]', ', ' order by a.attnum) as types,
           string_agg(format('p_%s', a.attname), ', ' order by a.attnum) as arrays,
           max(a.attname) filter (where a.attname in ('event_date', 'month', 'date')) as day
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname <> 'tenant_id'
     where n.nspname = 'pp'
       and c.relkind = 'r'
       and (c.relname ~ '^(sales|ads|sessions)_(by_country_|by_product_)?(daily|monthly)$' or c.relname = 'fx_rates_daily')
     group by c.relname
  loop
    -- Without days, everything.
    execute format($make$
      create function pp_steward.load_%1$s(p_tenant text, p_first date, p_last date, %2$s) returns void
      language plpgsql volatile security definer
      set search_path = pg_catalog, pg_temp
      as $f$
      declare
        tenant int := pp_steward.name_tenant(p_tenant);
      begin
        delete from pp.%1$s d where d.tenant_id = tenant and (p_first is null or d.%4$I between p_first and p_last);
        insert into pp.%1$s select tenant, r.* from unnest(%3$s) as r;
      end $f$
      $make$, t.name, t.parameters, t.arrays, t.day);
    execute format('revoke all on function pp_steward.load_%s(text, date, date, %s) from public', t.name, t.types);
    execute format('grant execute on function pp_steward.load_%s(text, date, date, %s) to pp_platform', t.name, t.types);
  end loop;
end $load$;

-- First of a load of touched days: all others must be of the generation that the days were read since.
create function pp_steward.continue_rollups(p_tenant text, p_since text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  if pp_steward.rollup_generation(p_tenant) is distinct from p_since then
    raise exception using errcode = '55000', message = 'pulsepoint:rollup_generation';
  end if;
end $f$;

revoke all on function pp_steward.continue_rollups(text, text) from public;
grant execute on function pp_steward.continue_rollups(text, text) to pp_platform;

-- What is loaded now lacks the months. Until the next load, questions are answered from the facts.
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

reset role;
