-- What is watched, and what was found. A key writes through bounded functions alone: it needs alerts:manage, for rules on usage
-- audit:read, too, and reaches the brands that it sees. That a finding is open once and not twice, a unique index says.
set local role pp_auth;
grant execute on function pp_auth.require_session(int) to pp_steward;

set local role pp_owner;

-- Nothing could write rules before, so there are none.
alter table pp.alert_rules drop column op;
alter table pp.alert_rules alter column metric drop not null;
alter table pp.alert_rules
  add column name        text not null check (char_length(name) between 1 and 100 and name !~ '[[:cntrl:]]'),
  add column kind        text not null check (kind in ('metric_above', 'metric_below', 'metric_rises', 'metric_falls', 'data_missing',
                                                       'cost_of_day_above', 'error_rate_above', 'latency_p95_above', 'budget_share_above')),
  add column time_window text check (time_window ~ '^[a-z0-9_]{1,30}$'),
  add column minutes     int check (minutes between 1 and 1440),
  add column budget_usd  numeric(18,2) check (budget_usd > 0),
  add column on_usage    boolean not null generated always as
                           (kind in ('cost_of_day_above', 'error_rate_above', 'latency_p95_above', 'budget_share_above')) stored,
  add constraint metric_is_named    check (metric ~ '^[a-z][a-z0-9_]{0,59}$'),
  add constraint threshold_is_sane  check (threshold between -1000000000000000 and 1000000000000000),
  add constraint kind_has_its_parts check (
    (metric is not null) = (kind like 'metric\_%') and (time_window is not null) = (kind like 'metric\_%')
    and (minutes is not null) = (kind in ('error_rate_above', 'latency_p95_above')) and (budget_usd is not null) = (kind = 'budget_share_above')
    and (brand_id is null or kind like 'metric\_%' or kind = 'data_missing'));

alter table pp.alerts
  add column on_usage        boolean     not null default false,
  add column threshold       numeric,
  add column acknowledged_at timestamptz,
  add column acknowledged_by uuid,
  add column resolved_at     timestamptz,
  add column resolved_by     uuid,
  add column changed_at      timestamptz not null default clock_timestamp(),
  add column told_state      text        not null default '' check (told_state in ('', 'open', 'acknowledged', 'resolved')),
  add column told_until      timestamptz not null default '-infinity';   -- until then, somebody is telling
create unique index alerts_once on pp.alerts (tenant_id, rule_id, (brand_id is null), coalesce(brand_id, '')) where state <> 'resolved';
create index alerts_untold on pp.alerts (tenant_id, changed_at) where told_state <> state;

grant select (name, kind, time_window, minutes, budget_usd, on_usage) on pp.alert_rules to pp_app;
grant select (on_usage, threshold, acknowledged_at, acknowledged_by, resolved_at, resolved_by, changed_at) on pp.alerts to pp_app;
-- Cost, errors and latency of everybody are for those who may read usage.
alter policy see on pp.alert_rules using (not on_usage or (select pp_auth.tenant_if(16)) is not null);
alter policy see on pp.alerts using (not on_usage or (select pp_auth.tenant_if(16)) is not null);

-- Where alerts are sent. What signs them is sealed before it comes here.
create table pp.alert_webhooks (
  tenant_id int         primary key references pp.tenants (tenant_id),
  url       text        not null check (url ~ '^https://[!-~]+$' and char_length(url) <= 1000),
  key_id    text        not null check (key_id ~ '^[0-9a-f]{16}$'),
  sealed    bytea       not null check (octet_length(sealed) between 29 and 1024),
  set_at    timestamptz not null default clock_timestamp()
);
alter table pp.alert_webhooks enable row level security;
alter table pp.alert_webhooks force row level security;
create policy tenant_wall on pp.alert_webhooks as restrictive to pp_app, pp_owner
  using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)));
create policy steward_wall on pp.alert_webhooks as restrictive to pp_steward
  using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()));
create policy steward on pp.alert_webhooks to pp_steward using (true) with check (true);

grant select, insert, update, delete on pp.alert_rules, pp.alerts, pp.alert_webhooks to pp_steward;
grant create on schema pp to pp_steward;

set local role pp_steward;

-- For the functions below: whose key this is, which manages alerts. Names its tenant to the steward's wall.
create function pp_steward.alert_manager(out tenant int, out person uuid)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  who record;
begin
  perform pp_auth.require_session(8);
  select * into who from pp_auth.calling_key();
  tenant := who.tenant;
  person := who.person;
  perform set_config('pp_steward.tenant', tenant::text, true);
end $f$;

-- Whether the key at work may have to do with alerts of this brand; null is all of them together.
create function pp_steward.reaches_alerts(p_brand text, p_on_usage boolean) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $f$
  select (pp_auth.sees_all_brands() or p_brand = any (pp_auth.brands_allowed()::text[]))
     and (not p_on_usage or pp_auth.tenant_if(16) is not null)
$f$;

-- On record, as often as an honest key does it in a day.
create function pp_steward.audit_alert(p_tenant int, p_action text, p_object text, p_detail jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
begin
  if pp_steward.audited_today(p_tenant, p_action, 2000) >= 2000 then
    raise exception using errcode = '53400', message = 'pulsepoint:alerts_exceeded';
  end if;
  perform pp_steward.audit(p_tenant, p_action, p_object, p_detail);
end $f$;

-- Ends what is active of a rule whose question is another one now.
create function pp_steward.end_alerts(p_tenant int, p_rule uuid, p_person uuid) returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $f$
  update pp.alerts a
     set state = 'resolved', resolved_at = clock_timestamp(), resolved_by = p_person, changed_at = clock_timestamp()
   where a.tenant_id = p_tenant and a.rule_id = p_rule and a.state <> 'resolved'
$f$;

-- Adds a rule, or changes the one of that id; true where it was added. At most 200 of an organisation.
create function pp.save_alert_rule(
  p_id uuid, p_name text, p_brand text, p_kind text, p_metric text, p_threshold numeric, p_window text, p_minutes int, p_budget numeric,
  p_enabled boolean)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  who      record;
  was      pp.alert_rules;
  on_usage boolean := p_kind in ('cost_of_day_above', 'error_rate_above', 'latency_p95_above', 'budget_share_above');
  is_new   boolean;
begin
  select * into who from pp_steward.alert_manager();
  -- One after the other, so that the rules can be counted, and none comes in behind a deletion.
  perform from pp.tenants t where t.tenant_id = who.tenant and t.deleted_at is null for no key update;
  if not found then
    raise exception using errcode = '28000', message = 'pulsepoint:revoked';
  end if;
  if not coalesce(pp_steward.reaches_alerts(p_brand, on_usage), false) then
    raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
  end if;
  if p_brand is not null and not exists (select from pp.brands b where b.tenant_id = who.tenant and b.brand_id = p_brand) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:brand_unknown';
  end if;
  select * into was from pp.alert_rules r where r.tenant_id = who.tenant and r.id = p_id;
  is_new := not found;
  if not is_new and not coalesce(pp_steward.reaches_alerts(was.brand_id, was.on_usage), false) then
    raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
  end if;
  if is_new and (select count(*) from pp.alert_rules r where r.tenant_id = who.tenant) >= 200 then
    raise exception using errcode = '53400', message = 'pulsepoint:rules_exceeded';
  end if;

  begin
    insert into pp.alert_rules as r (tenant_id, id, brand_id, name, kind, metric, threshold, time_window, minutes, budget_usd, enabled)
    values (who.tenant, p_id, p_brand, p_name, p_kind, p_metric, p_threshold, p_window, p_minutes, p_budget, p_enabled)
    on conflict (tenant_id, id) do update
       set brand_id = excluded.brand_id, name = excluded.name, kind = excluded.kind, metric = excluded.metric, threshold = excluded.threshold,
           time_window = excluded.time_window, minutes = excluded.minutes, budget_usd = excluded.budget_usd, enabled = excluded.enabled;
  exception
    when check_violation or not_null_violation or data_exception then
      raise exception using errcode = '22023', message = 'pulsepoint:rule_malformed';
  end;
  if not is_new and (not p_enabled or (was.brand_id, was.kind, was.metric, was.time_window) is distinct from (p_brand, p_kind, p_metric, p_window)) then
    perform pp_steward.end_alerts(who.tenant, p_id, who.person);
  end if;
  perform pp_steward.audit_alert(who.tenant, 'alert_rule.save', p_id::text, jsonb_build_object(
    'name', p_name, 'brand', p_brand, 'kind', p_kind, 'metric', p_metric, 'threshold', p_threshold, 'enabled', p_enabled));
  perform set_config('pp_steward.tenant', '', true);
  return is_new;
end $f$;

-- Removes a rule and what it found; false where there is none.
create function pp.remove_alert_rule(p_id uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  who record;
  was pp.alert_rules;
begin
  select * into who from pp_steward.alert_manager();
  select * into was from pp.alert_rules r where r.tenant_id = who.tenant and r.id = p_id for update;
  if found then
    if not coalesce(pp_steward.reaches_alerts(was.brand_id, was.on_usage), false) then
      raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
    end if;
    delete from pp.alerts a where a.tenant_id = who.tenant and a.rule_id = p_id;
    delete from pp.alert_rules r where r.tenant_id = who.tenant and r.id = p_id;
    perform pp_steward.audit_alert(who.tenant, 'alert_rule.remove', p_id::text, jsonb_build_object('name', was.name));
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return was.id is not null;
end $f$;

-- Opens an alert of a rule that is enabled, unless one of this rule and brand is active; true where this one is.
create function pp.fire_alert(p_id uuid, p_rule uuid, p_brand text, p_value numeric) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  who  record;
  rule pp.alert_rules;
begin
  select * into who from pp_steward.alert_manager();
  select * into rule from pp.alert_rules r where r.tenant_id = who.tenant and r.id = p_rule and r.enabled for share;
  if not found then
    raise exception using errcode = 'P0002', message = 'pulsepoint:rule_unknown';
  end if;
  if not coalesce(pp_steward.reaches_alerts(p_brand, rule.on_usage), false) then
    raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
  end if;
  -- Of all brands together one speaks without a brand; that a brand's data are missing, of each.
  if p_id is null or p_value is null or p_value not between -1000000000000000 and 1000000000000000
     or (p_brand is distinct from rule.brand_id and (rule.brand_id is not null or rule.kind <> 'data_missing'))
     or (p_brand is not null and not exists (select from pp.brands b where b.tenant_id = who.tenant and b.brand_id = p_brand)) then
    raise exception using errcode = '22023', message = 'pulsepoint:alert_malformed';
  end if;
  insert into pp.alerts (tenant_id, id, rule_id, brand_id, on_usage, fired_at, value, threshold)
  values (who.tenant, p_id, p_rule, p_brand, rule.on_usage, clock_timestamp(), p_value, rule.threshold)
  on conflict do nothing;
  if found then
    perform pp_steward.audit_alert(who.tenant, 'alert.fire', p_id::text, jsonb_build_object('rule', p_rule, 'brand', p_brand, 'value', p_value));
  elsif not exists (select from pp.alerts a where a.tenant_id = who.tenant and a.id = p_id and a.rule_id = p_rule) then
    perform set_config('pp_steward.tenant', '', true);
    return false;
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return true;
end $f$;

-- For the next two: an alert one step on. True where it was not there yet.
create function pp_steward.move_alert(p_id uuid, p_state text) returns boolean
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  who   record;
  was   pp.alerts;
  moves boolean;
begin
  select * into who from pp_steward.alert_manager();
  select * into was from pp.alerts a where a.tenant_id = who.tenant and a.id = p_id for update;
  if not found or not coalesce(pp_steward.reaches_alerts(was.brand_id, was.on_usage), false) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:alert_unknown';
  end if;
  moves := was.state = 'open' or (was.state = 'acknowledged' and p_state = 'resolved');
  if moves then
    update pp.alerts a
       set state = p_state, changed_at = clock_timestamp(),
           acknowledged_at = case when p_state = 'acknowledged' then clock_timestamp() else a.acknowledged_at end,
           acknowledged_by = case when p_state = 'acknowledged' then who.person else a.acknowledged_by end,
           resolved_at = case when p_state = 'resolved' then clock_timestamp() end,
           resolved_by = case when p_state = 'resolved' then who.person end
     where a.tenant_id = who.tenant and a.id = p_id;
    perform pp_steward.audit_alert(who.tenant, case p_state when 'resolved' then 'alert.resolve' else 'alert.acknowledge' end, p_id::text,
                                   jsonb_build_object('rule', was.rule_id, 'brand', was.brand_id));
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return moves;
end $f$;

create function pp.acknowledge_alert(p_id uuid) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$ select pp_steward.move_alert(p_id, 'acknowledged') $f$;

create function pp.resolve_alert(p_id uuid) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$ select pp_steward.move_alert(p_id, 'resolved') $f$;

-- The changes of one day that the webhook was not told of; they are the caller's to tell for the next two minutes.
create function pp.take_untold_alerts(p_most int) returns table (id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who record;
begin
  select * into who from pp_steward.alert_manager();
  return query
  update pp.alerts a
     set told_until = clock_timestamp() + interval '2 minutes'
    from (select u.id from pp.alerts u
           where u.tenant_id = who.tenant and u.told_state <> u.state and u.changed_at > clock_timestamp() - interval '1 day'
             and u.told_until < clock_timestamp() and pp_steward.reaches_alerts(u.brand_id, u.on_usage)
           order by u.changed_at
           limit least(p_most, 100)
             for update skip locked) as mine
   where a.tenant_id = who.tenant and a.id = mine.id
  returning a.id;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- The webhook was told of this state.
create function pp.told_alert(p_id uuid, p_state text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who      record;
  is_there boolean;
begin
  select * into who from pp_steward.alert_manager();
  if p_state is null or p_state not in ('open', 'acknowledged', 'resolved') then
    raise exception using errcode = '22023', message = 'pulsepoint:alert_malformed';
  end if;
  update pp.alerts a set told_state = p_state, told_until = '-infinity'
   where a.tenant_id = who.tenant and a.id = p_id and pp_steward.reaches_alerts(a.brand_id, a.on_usage);
  is_there := found;
  perform set_config('pp_steward.tenant', '', true);
  return is_there;
end $f$;

-- Where to send alerts, for a key that manages those of every brand.
create function pp.alert_webhook() returns table (url text, key_id text, sealed bytea, set_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  who record;
begin
  select * into who from pp_steward.alert_manager();
  if pp_auth.sees_all_brands() then
    return query select w.url, w.key_id, w.sealed, w.set_at from pp.alert_webhooks w where w.tenant_id = who.tenant;
  end if;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

create function pp_steward.set_webhook(p_tenant int, p_url text, p_key_id text, p_sealed bytea) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform pp_steward.hold(p_tenant);
  begin
    insert into pp.alert_webhooks as w (tenant_id, url, key_id, sealed) values (p_tenant, p_url, p_key_id, p_sealed)
    on conflict (tenant_id) do update set url = excluded.url, key_id = excluded.key_id, sealed = excluded.sealed, set_at = clock_timestamp();
  exception
    when check_violation or not_null_violation then
      raise exception using errcode = '22023', message = 'pulsepoint:webhook_malformed';
  end;
  -- Without what may stand in its query.
  perform pp_steward.audit(p_tenant, 'webhook.set', split_part(p_url, '?', 1), jsonb_build_object('key', p_key_id));
end $f$;

create function pp_steward.show_webhook(p_tenant int) returns table (url text, key_id text, set_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform set_config('pp_steward.tenant', p_tenant::text, true);
  return query select w.url, w.key_id, w.set_at from pp.alert_webhooks w where w.tenant_id = p_tenant;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- False where there was none.
create function pp_steward.remove_webhook(p_tenant int) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  was text;
begin
  perform pp_steward.hold(p_tenant);
  delete from pp.alert_webhooks w where w.tenant_id = p_tenant returning w.url into was;
  if was is null then
    return false;
  end if;
  perform pp_steward.audit(p_tenant, 'webhook.remove', split_part(was, '?', 1), null);
  return true;
end $f$;

create function pp_steward.set_webhook_of(p_tenant text, p_url text, p_key_id text, p_sealed bytea) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.set_webhook(pp_steward.required_tenant(p_tenant), p_url, p_key_id, p_sealed) $f$;

create function pp_steward.show_webhook_of(p_tenant text) returns table (url text, key_id text, set_at timestamptz)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select w.url, w.key_id, w.set_at from pp_steward.show_webhook(pp_steward.required_tenant(p_tenant)) w $f$;

create function pp_steward.remove_webhook_of(p_tenant text) returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.remove_webhook(pp_steward.required_tenant(p_tenant)) $f$;

create or replace function pp_steward.tables_of_a_tenant() returns table (place int, name text, row_key text, stays boolean, kept_back text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $f$
  select t.place, t.name, t.row_key, t.name in ('tenants', 'audit_log'), case when t.name in ('connection_secrets', 'alert_webhooks') then 'sealed' end
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
            (11, 'key_sessions',                'kid, session_id'),
            (12, 'call_days',                   'kid, day'),
            (13, 'report_days',                 'kid, day'),
            (14, 'user_buckets',                'user_id'),
            (15, 'tenant_buckets',              'tenant_id'),
            (16, 'sales_daily',                 'brand_id, event_date, sales_channel, customer_type'),
            (17, 'sales_monthly',               'brand_id, month, in_currency, currency, sales_channel, customer_type'),
            (18, 'sales_by_country_daily',      'brand_id, event_date, country, customer_type, currency'),
            (19, 'sales_by_country_monthly',    'brand_id, month, in_currency, currency, country, customer_type'),
            (20, 'sales_by_product_daily',      'brand_id, event_date, product, product_type, currency'),
            (21, 'sales_by_product_monthly',    'brand_id, month, in_currency, currency, product, product_type'),
            (22, 'ads_daily',                   'brand_id, event_date, platform, campaign'),
            (23, 'ads_monthly',                 'brand_id, month, in_currency, currency, platform, campaign, campaign_type'),
            (24, 'ads_by_country_daily',        'brand_id, event_date, platform, campaign, campaign_type, country, currency'),
            (25, 'ads_by_country_monthly',      'brand_id, month, in_currency, currency, platform, campaign, campaign_type, country'),
            (26, 'sessions_daily',              'brand_id, event_date, device'),
            (27, 'sessions_monthly',            'brand_id, month, device'),
            (28, 'sessions_by_country_daily',   'brand_id, event_date, country, device, marketing_channel'),
            (29, 'sessions_by_country_monthly', 'brand_id, month, country, device, marketing_channel'),
            (30, 'fx_rates_daily',              'date, from_ccy, to_ccy'),
            (31, 'rollup_state',                'brand_id, source'),
            (32, 'brands',                      'brand_id'),
            (33, 'users',                       'id'),
            (34, 'audit_log',                   'id'),
            (35, 'tenants',                     'tenant_id')) as t(place, name, row_key)
$f$;

revoke all on function
  pp_steward.alert_manager(), pp_steward.reaches_alerts(text, boolean), pp_steward.audit_alert(int, text, text, jsonb),
  pp_steward.end_alerts(int, uuid, uuid), pp_steward.move_alert(uuid, text),
  pp.save_alert_rule(uuid, text, text, text, text, numeric, text, int, numeric, boolean), pp.remove_alert_rule(uuid),
  pp.fire_alert(uuid, uuid, text, numeric), pp.acknowledge_alert(uuid), pp.resolve_alert(uuid), pp.take_untold_alerts(int),
  pp.told_alert(uuid, text), pp.alert_webhook(),
  pp_steward.set_webhook(int, text, text, bytea), pp_steward.show_webhook(int), pp_steward.remove_webhook(int),
  pp_steward.set_webhook_of(text, text, text, bytea), pp_steward.show_webhook_of(text), pp_steward.remove_webhook_of(text)
  from public;
grant execute on function
  pp.save_alert_rule(uuid, text, text, text, text, numeric, text, int, numeric, boolean), pp.remove_alert_rule(uuid),
  pp.fire_alert(uuid, uuid, text, numeric), pp.acknowledge_alert(uuid), pp.resolve_alert(uuid), pp.take_untold_alerts(int),
  pp.told_alert(uuid, text), pp.alert_webhook()
  to pp_app;
grant execute on function
  pp_steward.set_webhook(int, text, text, bytea), pp_steward.show_webhook(int), pp_steward.remove_webhook(int)
  to pp_auth;
grant execute on function
  pp_steward.set_webhook_of(text, text, text, bytea), pp_steward.show_webhook_of(text), pp_steward.remove_webhook_of(text)
  to pp_platform;

set local role pp_auth;

-- The key's door to it: always its own tenant, and only a key that may administer all of it.
create function pp_auth.set_webhook_in_own_tenant(p_url text, p_key_id text, p_sealed bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
begin
  perform pp_steward.set_webhook(pp_auth.administered_tenant(), p_url, p_key_id, p_sealed);
  return true;
end $f$;

create function pp_auth.webhook_of_own_tenant() returns table (url text, key_id text, set_at timestamptz)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select w.url, w.key_id, w.set_at from pp_steward.show_webhook(pp_auth.administered_tenant()) w $f$;

create function pp_auth.remove_webhook_in_own_tenant() returns boolean
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$ select pp_steward.remove_webhook(pp_auth.administered_tenant()) $f$;

revoke all on function
  pp_auth.set_webhook_in_own_tenant(text, text, bytea), pp_auth.webhook_of_own_tenant(), pp_auth.remove_webhook_in_own_tenant()
  from public;
grant execute on function
  pp_auth.set_webhook_in_own_tenant(text, text, bytea), pp_auth.webhook_of_own_tenant(), pp_auth.remove_webhook_in_own_tenant()
  to pp_app;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
