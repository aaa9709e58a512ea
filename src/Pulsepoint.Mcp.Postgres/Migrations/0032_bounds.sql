-- What a reader found: months that one key could keep from being made, and groups of roll-ups that differ by what their keys left out.
set local role pp_owner;

-- A year ahead, so that no id that is taken lies in a month without a partition: `late` would keep its rows, and the month
-- could never be made.
create or replace function pp.make_partitions(p_ahead int default 12) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '200ms'
as $f$
declare
  parent text;
  month  timestamp;   -- in UTC
  child  text;
  made   int := 0;
begin
  foreach parent in array array['questions', 'usage_events', 'audit_log'] loop
    for ahead in -1 .. least(greatest(p_ahead, 0), 12) loop
      month := date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead);
      child := parent || to_char(month, '_YYYY_MM');
      continue when to_regclass(format('pp.%I', child)) is not null;
      begin
        execute format('create table pp.%I partition of pp.%I for values from (%L) to (%L)', child, parent,
                       pp.uuid_floor(month at time zone 'UTC'), pp.uuid_floor((month + interval '1 month') at time zone 'UTC'));
        -- Closed when addressed directly: no policy and no grant of its own.
        execute format('alter table pp.%I enable row level security', child);
        execute format('alter table pp.%I force row level security', child);
        made := made + 1;
      exception
        -- Another session made it in this moment.
        when duplicate_table or unique_violation then null;
        -- `late` already holds rows of this month: they stay there, which costs nothing but order.
        when check_violation then null;
        when lock_not_available then null;
      end;
    end loop;
  end loop;
  return made;
end $f$;

select pp.make_partitions();

-- A group is told apart by everything that it is grouped by. A campaign may run in accounts of two currencies, and two campaigns
-- of one name may be of two types.
alter table pp.sales_daily
  drop constraint sales_daily_pkey,
  add constraint sales_daily_pkey primary key (tenant_id, brand_id, event_date, sales_channel, customer_type, currency);
alter table pp.ads_daily
  drop constraint ads_daily_pkey,
  add constraint ads_daily_pkey primary key (tenant_id, brand_id, event_date, platform, campaign, campaign_type, currency);

grant create on schema pp to pp_steward;
set local role pp_steward;

-- One key of an event that is a UUIDv7 of a time that can be: no key is good for longer than 366 days, so an honest program
-- cannot have made an event earlier than that and a month of waiting; nor further ahead than months are made, with two to spare.
create or replace function pp_steward.event_id(p_event jsonb, p_key text, p_at timestamptz) returns uuid
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $f$
declare
  id uuid := pp_steward.event_text(p_event, p_key, 36, '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$')::uuid;
begin
  if id is not null and pp.uuid_time(id) not between p_at - interval '400 days' and p_at + interval '300 days' then
    raise exception using errcode = '22023', message = 'pulsepoint:event_malformed';
  end if;
  return id;
end $f$;

-- Every table of a tenant, with those of tokens and budgets, and with the keys of the two tables above.
create or replace function pp_steward.tables_of_a_tenant() returns table (place int, name text, row_key text, stays boolean, kept_back text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  select t.place, t.name, t.row_key, t.name in ('tenants', 'audit_log'),
         case when t.name in ('connection_secrets', 'alert_webhooks') then 'sealed' when t.name = 'token_requests' then 'sealed,keepsake' end
    from (values
            ( 1, 'feedback',                    'question_id, user_id'),
            ( 2, 'questions',                   'id'),
            ( 3, 'usage_events',                'id'),
            ( 4, 'usage_daily',                 'day, user_id, kid, event_type, tool, outcome, error_code'),
            ( 5, 'alerts',                      'id'),
            ( 6, 'alert_webhooks',              'tenant_id'),
            ( 7, 'alert_rules',                 'id'),
            ( 8, 'sync_runs',                   'id'),
            ( 9, 'connection_secrets',          'connection_id, name'),
            (10, 'connections',                 'id'),
            (11, 'token_requests',              'id'),
            (12, 'token_askings',               'kid'),
            (13, 'byte_reservations',           'id'),
            (14, 'user_byte_days',              'user_id, day'),
            (15, 'tenant_byte_days',            'day'),
            (16, 'key_sessions',                'kid, session_id'),
            (17, 'call_days',                   'kid, day'),
            (18, 'report_days',                 'kid, day'),
            (19, 'user_buckets',                'user_id'),
            (20, 'tenant_buckets',              'tenant_id'),
            (21, 'sales_daily',                 'brand_id, event_date, sales_channel, customer_type, currency'),
            (22, 'sales_monthly',               'brand_id, month, in_currency, currency, sales_channel, customer_type'),
            (23, 'sales_by_country_daily',      'brand_id, event_date, country, customer_type, currency'),
            (24, 'sales_by_country_monthly',    'brand_id, month, in_currency, currency, country, customer_type'),
            (25, 'sales_by_product_daily',      'brand_id, event_date, product, product_type, currency'),
            (26, 'sales_by_product_monthly',    'brand_id, month, in_currency, currency, product, product_type'),
            (27, 'ads_daily',                   'brand_id, event_date, platform, campaign, campaign_type, currency'),
            (28, 'ads_monthly',                 'brand_id, month, in_currency, currency, platform, campaign, campaign_type'),
            (29, 'ads_by_country_daily',        'brand_id, event_date, platform, campaign, campaign_type, country, currency'),
            (30, 'ads_by_country_monthly',      'brand_id, month, in_currency, currency, platform, campaign, campaign_type, country'),
            (31, 'sessions_daily',              'brand_id, event_date, device'),
            (32, 'sessions_monthly',            'brand_id, month, device'),
            (33, 'sessions_by_country_daily',   'brand_id, event_date, country, device, marketing_channel'),
            (34, 'sessions_by_country_monthly', 'brand_id, month, country, device, marketing_channel'),
            (35, 'fx_rates_daily',              'date, from_ccy, to_ccy'),
            (36, 'rollup_state',                'brand_id, source'),
            (37, 'brands',                      'brand_id'),
            (38, 'users',                       'id'),
            (39, 'audit_log',                   'id'),
            (40, 'tenants',                     'tenant_id')) as t(place, name, row_key)
$f$;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
