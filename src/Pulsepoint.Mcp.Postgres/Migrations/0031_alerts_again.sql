-- A rule that fires and resolves again and again silences itself and no other; a key that holds its transaction open holds up no
-- load; and whatever ends an alert, or keeps it from the webhook, is on record.
set local role pp_owner;
create index alerts_of_a_rule on pp.alerts (tenant_id, rule_id, fired_at);
grant create on schema pp to pp_steward;

set local role pp_steward;

-- On record, as often as an honest key does it in a day. 200 rules that each fire as often as one may, all resolve.
create or replace function pp_steward.audit_alert(p_tenant int, p_action text, p_object text, p_detail jsonb) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  most int := case when p_action in ('alert.fire', 'alert.resolve') then 40000 else 2000 end;
begin
  if pp_steward.audited_today(p_tenant, p_action, most) >= most then
    raise exception using errcode = '53400', message = 'pulsepoint:alerts_exceeded';
  end if;
  perform pp_steward.audit(p_tenant, p_action, p_object, p_detail);
end $f$;

-- Ends what is active of a rule whose question is another one now.
create or replace function pp_steward.end_alerts(p_tenant int, p_rule uuid, p_person uuid) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
declare
  ended record;
begin
  for ended in
    update pp.alerts a
       set state = 'resolved', resolved_at = clock_timestamp(), resolved_by = p_person, changed_at = clock_timestamp()
     where a.tenant_id = p_tenant and a.rule_id = p_rule and a.state <> 'resolved'
    returning a.id, a.brand_id
  loop
    perform pp_steward.audit_alert(p_tenant, 'alert.resolve', ended.id::text, jsonb_build_object('rule', p_rule, 'brand', ended.brand_id));
  end loop;
end $f$;

-- Adds a rule, or changes the one of that id; true where it was added. At most 200 of an organisation.
create or replace function pp.save_alert_rule(
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
  -- None comes in behind a deletion. Loads and administration lock this row, too, and need not wait for one another's key.
  perform from pp.tenants t where t.tenant_id = who.tenant and t.deleted_at is null for key share;
  if not found then
    raise exception using errcode = '28000', message = 'pulsepoint:revoked';
  end if;
  -- What one key saves goes one after the other, so that the rules can be counted; several keys at the same moment may come to a few more.
  insert into pp.report_days as r (tenant_id, kid, day)
  select who.tenant, k.kid, (clock_timestamp() at time zone 'UTC')::date from pp_auth.calling_key() k
  on conflict (tenant_id, kid, day) do update set events = r.events;
  if not coalesce(pp_steward.reaches_alerts(p_brand, on_usage), false) then
    raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
  end if;
  if p_brand is not null and not exists (select from pp.brands b where b.tenant_id = who.tenant and b.brand_id = p_brand) then
    raise exception using errcode = 'P0002', message = 'pulsepoint:brand_unknown';
  end if;
  select * into was from pp.alert_rules r where r.tenant_id = who.tenant and r.id = p_id for no key update;
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
           time_window = excluded.time_window, minutes = excluded.minutes, budget_usd = excluded.budget_usd, enabled = excluded.enabled
     -- Another key may have added it just now, beyond what this one reaches.
     where coalesce(pp_steward.reaches_alerts(r.brand_id, r.on_usage), false);
    if not found then
      raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
    end if;
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

-- Opens an alert of a rule that is enabled, unless one of this rule and brand is active, or one fired within the last five minutes;
-- true where this one is. A rule fires 200 times a day for each brand: one that comes and goes is a rule to be mended.
create or replace function pp.fire_alert(p_id uuid, p_rule uuid, p_brand text, p_value numeric) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $f$
declare
  most_a_day constant int := 200;
  who     record;
  rule    pp.alert_rules;
  before  record;
  is_new  boolean;
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
  select count(*) as fired, max(a.fired_at) as last_at, coalesce(bool_or(a.id = p_id), false) as has_this into before
    from pp.alerts a
   where a.tenant_id = who.tenant and a.rule_id = p_rule and a.brand_id is not distinct from p_brand
     and a.fired_at > clock_timestamp() - interval '1 day';
  if before.has_this then
    perform set_config('pp_steward.tenant', '', true);
    return true;
  end if;
  if before.last_at > clock_timestamp() - interval '5 minutes' then
    perform set_config('pp_steward.tenant', '', true);
    return false;
  end if;
  if before.fired >= most_a_day then
    raise exception using errcode = '53400', message = 'pulsepoint:rule_flaps';
  end if;
  insert into pp.alerts (tenant_id, id, rule_id, brand_id, on_usage, fired_at, value, threshold)
  values (who.tenant, p_id, p_rule, p_brand, rule.on_usage, clock_timestamp(), p_value, rule.threshold)
  on conflict do nothing;
  is_new := found;
  if is_new then
    perform pp_steward.audit_alert(who.tenant, 'alert.fire', p_id::text, jsonb_build_object('rule', p_rule, 'brand', p_brand, 'value', p_value));
  else
    is_new := exists (select from pp.alerts a where a.tenant_id = who.tenant and a.id = p_id and a.rule_id = p_rule);
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return is_new;
end $f$;

-- For the next two: what keeps an alert from being told by anybody else is for keys of every brand, and on record once a day.
create function pp_steward.alert_teller(out tenant int)
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
begin
  select m.tenant into tenant from pp_steward.alert_manager() m;
  if not pp_auth.sees_all_brands() then
    raise exception using errcode = '42501', message = 'pulsepoint:alert_out_of_reach';
  end if;
end $f$;

create function pp_steward.audit_telling(p_tenant int) returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $f$
begin
  if pp_steward.audited_today(p_tenant, 'alert.tell', 1) = 0 then
    perform pp_steward.audit(p_tenant, 'alert.tell', null, null);
  end if;
end $f$;

-- The changes of one day that the webhook was not told of; they are the caller's to tell for the next two minutes.
create or replace function pp.take_untold_alerts(p_most int) returns table (id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant int := pp_steward.alert_teller();
begin
  return query
  update pp.alerts a
     set told_until = clock_timestamp() + interval '2 minutes'
    from (select u.id from pp.alerts u
           where u.tenant_id = tenant and u.told_state <> u.state and u.changed_at > clock_timestamp() - interval '1 day'
             and u.told_until < clock_timestamp() and pp_steward.reaches_alerts(u.brand_id, u.on_usage)
           order by u.changed_at
           limit least(p_most, 100)
             for update skip locked) as mine
   where a.tenant_id = tenant and a.id = mine.id
  returning a.id;
  if found then
    perform pp_steward.audit_telling(tenant);
  end if;
  perform set_config('pp_steward.tenant', '', true);
end $f$;

-- The webhook was told of this state.
create or replace function pp.told_alert(p_id uuid, p_state text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $f$
declare
  tenant   int := pp_steward.alert_teller();
  is_there boolean;
begin
  if p_state is null or p_state not in ('open', 'acknowledged', 'resolved') then
    raise exception using errcode = '22023', message = 'pulsepoint:alert_malformed';
  end if;
  update pp.alerts a set told_state = p_state, told_until = '-infinity'
   where a.tenant_id = tenant and a.id = p_id and pp_steward.reaches_alerts(a.brand_id, a.on_usage);
  is_there := found;
  if is_there then
    perform pp_steward.audit_telling(tenant);
  end if;
  perform set_config('pp_steward.tenant', '', true);
  return is_there;
end $f$;

-- Of an address only what names its host: the rest is, with many receivers, a secret.
create function pp_steward.origin_of(p_url text) returns text
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $f$ select regexp_replace(p_url, '^(https://)([^/\\?#]*@)?([^/\\?#]*).*$', '\1\3') $f$;

create or replace function pp_steward.set_webhook(p_tenant int, p_url text, p_key_id text, p_sealed bytea) returns void
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
  perform pp_steward.audit(p_tenant, 'webhook.set', pp_steward.origin_of(p_url), jsonb_build_object('key', p_key_id));
end $f$;

-- False where there was none.
create or replace function pp_steward.remove_webhook(p_tenant int) returns boolean
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
  perform pp_steward.audit(p_tenant, 'webhook.remove', pp_steward.origin_of(was), null);
  return true;
end $f$;

revoke all on function pp_steward.alert_teller(), pp_steward.audit_telling(int), pp_steward.origin_of(text) from public;

set local role pp_owner;
revoke create on schema pp from pp_steward;

reset role;
