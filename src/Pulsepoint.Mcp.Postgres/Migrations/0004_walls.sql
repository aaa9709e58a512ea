-- The walls. RESTRICTIVE, so that no policy added later can open them; the function stands in a sub-select, so that it
-- runs once per statement and not once per row.
set local role pp_steward;

-- The tenant that the steward's function at work has named; null, and so no row, where none has.
create function pp_steward.named() returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $f$ select nullif(current_setting('pp_steward.tenant', true), '')::int $f$;
revoke all on function pp_steward.named() from public;
grant usage on schema pp_steward to pp_owner, pp_keysmith, pp_platform;

set local role pp_owner;

do $walls$
declare
  t record;
begin
  for t in
    select c.oid::regclass as name,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'brand_id') as has_brand
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'pp' and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('alter table %s enable row level security', t.name);
    execute format('alter table %s force row level security', t.name);
    execute format(
      'create policy tenant_wall on %s as restrictive to pp_app, pp_owner
         using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)))', t.name);
    -- Every session of a steward's function reaches one tenant: the one it names.
    execute format(
      'create policy steward_wall on %s as restrictive to pp_steward
         using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()))', t.name);
    if t.has_brand then
      execute format(
        'create policy brand_wall on %s as restrictive to pp_app
           using ((select pp_auth.sees_all_brands()) or brand_id = any ((select pp_auth.brands_allowed())::text[]))', t.name);
    end if;
  end loop;
end $walls$;

-- Questions about brands outside the key's scope are outside it, too; an empty list means all brands.
create policy brand_wall on pp.questions as restrictive to pp_app
  using ((select pp_auth.sees_all_brands()) or user_id = (select pp_auth.user_id())
         or (brand_ids <> '{}' and brand_ids <@ (select pp_auth.brands_allowed())::text[]));
create policy brand_wall on pp.feedback as restrictive to pp_app
  using ((select pp_auth.sees_all_brands()) or user_id = (select pp_auth.user_id()));

-- What a key sees within its walls. Bits: 1 analytics, 2 history of others, 4 connections, 8 alerts, 16 audit, 32 admin.
create policy see on pp.tenants for select to pp_app using (true);
create policy see on pp.brands for select to pp_app using (true);
create policy see on pp.connections for select to pp_app using (true);
create policy see on pp.sync_runs for select to pp_app using (true);
create policy see on pp.alert_rules for select to pp_app using (true);
create policy see on pp.alerts for select to pp_app using (true);
create policy see on pp.users for select to pp_app
  using (id = (select pp_auth.user_id()) or (select pp_auth.tenant_if(2)) is not null
         or (select pp_auth.tenant_if(16)) is not null or (select pp_auth.tenant_if(32)) is not null);
create policy see on pp.questions for select to pp_app
  using (user_id = (select pp_auth.user_id()) or (select pp_auth.tenant_if(2)) is not null);
create policy see on pp.feedback for select to pp_app
  using (user_id = (select pp_auth.user_id()) or (select pp_auth.tenant_if(2)) is not null);
create policy see on pp.usage_events for select to pp_app
  using (user_id = (select pp_auth.user_id()) or (select pp_auth.tenant_if(16)) is not null);
create policy see on pp.audit_log for select to pp_app using ((select pp_auth.tenant_if(16)) is not null);
create policy see on pp.sales_daily for select to pp_app using ((select pp_auth.tenant_if(1)) is not null);
create policy see on pp.ads_daily for select to pp_app using ((select pp_auth.tenant_if(1)) is not null);
create policy see on pp.sessions_daily for select to pp_app using ((select pp_auth.tenant_if(1)) is not null);
create policy see on pp.fx_rates_daily for select to pp_app using ((select pp_auth.tenant_if(1)) is not null);
create policy see on pp.rollup_state for select to pp_app using ((select pp_auth.tenant_if(1)) is not null);

-- Column grants only, and only to read: a new column is closed until someone opens it, and a key writes through
-- bounded functions alone.
grant usage on schema pp to pp_app, pp_steward;
grant select (tenant_id, slug, name, reporting_currency, reporting_time_zone, is_demo, tier, retention_days, warehouse_kind) on pp.tenants to pp_app;
grant select (tenant_id, id, email, name, created_at, erased_at) on pp.users to pp_app;
grant select (tenant_id, brand_id, name, currency, time_zone, created_at) on pp.brands to pp_app;
grant select (tenant_id, id, brand_id, source, status, updated_at) on pp.connections to pp_app;
grant select (tenant_id, id, brand_id, connection_id, started_at, ended_at, outcome, rows_in, error_class) on pp.sync_runs to pp_app;
grant select (tenant_id, id, user_id, kid, brand_ids, tool, question, query, outcome, error_code, rows, engine,
              tokens_in, tokens_out, latency_ms, received_at) on pp.questions to pp_app;
grant select (tenant_id, question_id, user_id, verdict, expected, note, given_at) on pp.feedback to pp_app;
grant select (tenant_id, id, user_id, kid, question_id, event_type, tool, outcome, error_code, engine, cache, rows,
              tokens_in, tokens_out, latency_ms, cost_usd, reported, received_at) on pp.usage_events to pp_app;
grant select (tenant_id, id, at, actor_login, actor_user, action, object, detail) on pp.audit_log to pp_app;
grant select (tenant_id, id, brand_id, metric, op, threshold, enabled, created_at) on pp.alert_rules to pp_app;
grant select (tenant_id, id, rule_id, brand_id, fired_at, value, state) on pp.alerts to pp_app;
grant select (tenant_id, brand_id, event_date, currency, sales_channel, customer_type, gross, discounts, returns, shipping, tax,
              refund_amount, cogs, units_sold, units_returned, placed, cancelled) on pp.sales_daily to pp_app;
grant select (tenant_id, brand_id, event_date, currency, platform, campaign, campaign_type, spend, impressions, clicks,
              conversions, conversion_value) on pp.ads_daily to pp_app;
grant select (tenant_id, brand_id, event_date, device, sessions, cart_sessions, converted_sessions) on pp.sessions_daily to pp_app;
grant select (tenant_id, date, from_ccy, to_ccy, rate) on pp.fx_rates_daily to pp_app;
grant select (tenant_id, brand_id, source, generation, first_day, data_through, gaps, loaded_at) on pp.rollup_state to pp_app;

-- The steward: what its functions do today, and no more.
create policy steward on pp.users to pp_steward using (true) with check (true);
create policy steward on pp.brands to pp_steward using (true) with check (true);
create policy steward on pp.connections to pp_steward using (true) with check (true);
create policy steward on pp.audit_log for insert to pp_steward with check (true);
create policy steward on pp.sales_daily to pp_steward using (true) with check (true);
create policy steward on pp.ads_daily to pp_steward using (true) with check (true);
create policy steward on pp.sessions_daily to pp_steward using (true) with check (true);
create policy steward on pp.fx_rates_daily to pp_steward using (true) with check (true);
create policy steward on pp.rollup_state to pp_steward using (true) with check (true);
-- A slug must be looked up before a tenant can be named: reading tenants is the one thing the steward's wall leaves open.
drop policy steward_wall on pp.tenants;
create policy steward_looks_up on pp.tenants for select to pp_steward using (true);
create policy steward_adds on pp.tenants for insert to pp_steward with check (tenant_id = (select pp_steward.named()));
create policy steward_changes on pp.tenants for update to pp_steward
  using (tenant_id = (select pp_steward.named())) with check (tenant_id = (select pp_steward.named()));

grant select, insert, update on pp.tenants, pp.users, pp.brands, pp.connections to pp_steward;
grant insert on pp.audit_log to pp_steward;
grant select, insert, delete on pp.sales_daily, pp.ads_daily, pp.sessions_daily, pp.fx_rates_daily, pp.rollup_state to pp_steward;

reset role;
