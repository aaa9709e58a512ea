namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>Mistakes that a migration could make. In the texts, {other} is the number of a foreign tenant and {kid} the key.</summary>
internal static class Weakenings
{
    private const string CountSales = "select count(*) from pp.sales_daily";
    // No brand stands in it, so the tenant's wall is the only one.
    private const string CountTenants = "select count(*) from pp.tenants";
    private const string OtherSales = "select count(*) from pp.sales_daily where tenant_id = {other}";
    private const string OtherBrands = "select count(*) from pp.sales_daily where brand_id = 'peakform'";

    private const string TenantIf = """
        create or replace function pp_auth.tenant_if(need int) returns int
        language plpgsql stable security definer parallel restricted cost 500
        set search_path = pg_catalog, pg_temp
        as $f$
        begin
          return (select k.tenant_id from pp_auth.api_keys k where k.login_role = session_user and k.perms & need = need and {condition});
        end $f$
        """;

    private const string LiveKey = """
        create or replace view pp_auth.live_key as
          select k.kid, k.tenant_id, k.user_id, k.login_role, k.key_hash, k.perms, k.brands, k.created_at, k.expires_at, k.revoked_at, k.replaced_by
            from pp_auth.api_keys k
           where {condition}
        """;

    public static readonly Weakening[] OfOneDatabase =
    [
        new("an identity function is immutable", "alter function pp_auth.tenant_if(int) immutable",
            "execute own", "pp_auth.tenant_if(integer): *is immutable") { Before = KeyEndAttackTests.Prepare, Ending = KeyEndAttackTests.Endings[0] },
        new("tenant_if passes over a revocation", TenantIf.Replace("{condition}", "k.expires_at > clock_timestamp()", StringComparison.Ordinal),
            CountTenants, "pp_auth.tenant_if(integer): it does not ask live_key*") { Ending = KeyEndAttackTests.Endings[0] },
        new("tenant_if passes over the expiry", TenantIf.Replace("{condition}", "k.revoked_at is null", StringComparison.Ordinal),
            CountTenants, "pp_auth.tenant_if(integer): it does not ask live_key*") { Ending = KeyEndAttackTests.Endings[1] },
        new("live_key passes over a suspension",
            LiveKey.Replace("{condition}", "k.login_role = session_user and k.revoked_at is null and k.expires_at > clock_timestamp()", StringComparison.Ordinal),
            CountSales, "pp_auth.live_key: it does not leave out a key that is suspended") { Ending = KeyEndAttackTests.Endings[2] },
        new("live_key takes any key for the session's",
            LiveKey.Replace("{condition}", "k.tenant_id = {other} and k.revoked_at is null and k.suspended_at is null and k.expires_at > clock_timestamp()", StringComparison.Ordinal),
            OtherSales, "pp_auth.live_key: it does not leave out a key that is of another login"),
        new("a roll-up's wall asks for no permission",
            "alter policy tenant_wall on pp.sales_daily using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)))",
            CountSales, "pp.sales_daily: the tenant wall does not ask for analytics:read") { WithoutAnalytics = true },
        new("the wall of sales by product asks for no permission",
            """
            alter policy tenant_wall on pp.sales_by_product_daily
              using (tenant_id = (select pp_auth.tenant_if(0))) with check (tenant_id = (select pp_auth.tenant_if(0)))
            """,
            "select count(*) from pp.sales_by_product_daily", "pp.sales_by_product_daily: the tenant wall does not ask for analytics:read") { WithoutAnalytics = true },
        new("sales by country have no brand wall", "drop policy brand_wall on pp.sales_by_country_daily",
            "select count(*) from pp.sales_by_country_daily where brand_id = 'peakform'", "pp.sales_by_country_daily: the brand wall*") { OneBrand = true },
        new("the brand wall is permissive",
            """
            drop policy brand_wall on pp.sales_daily;
            create policy brand_wall on pp.sales_daily to pp_app
              using ((select pp_auth.sees_all_brands()) or brand_id = any ((select pp_auth.brands_allowed())::text[]))
            """,
            OtherBrands, "pp.sales_daily: the brand wall*") { OneBrand = true },
        new("a table of a brand can be seen as pp_app, which no brand wall binds", "alter policy see on pp.sales_daily to pp_app",
            "set role pp_app; " + OtherBrands, "pp.sales_daily: policy see lets pp_app past the brand wall") { OneBrand = true },
        new("an identity function sees every brand",
            "create or replace function pp_auth.sees_all_brands() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as 'select true'",
            OtherBrands, "pp_auth.sees_all_brands(): it does not ask live_key*") { OneBrand = true },
        new("keys may update a table", "grant update on pp.brands to pp_app",
            "begin; lock table pp.brands in access exclusive mode; select 1::bigint", "pp.brands: pp_app has UPDATE"),
        new("keys may write the audit log",
            "grant insert on pp.audit_log to pp_app; create policy mine on pp.audit_log for insert to pp_app with check (true)",
            """
            with forged as (
              insert into pp.audit_log (tenant_id, id, action)
              select tenant_id, '0190a000-0000-7000-8000-0000000000ff', 'tenant.delete' from pp.tenants returning 1)
            select count(*) from forged
            """,
            "pp.audit_log: pp_app has INSERT"),
        new("keys may fill their own bucket",
            "grant select, insert on pp.user_buckets to pp_app; create policy mine on pp.user_buckets to pp_app using (true) with check (true)",
            """
            with filled as (
              insert into pp.user_buckets (tenant_id, user_id, tokens, updated_at)
              select tenant_id, id, 1e9, now() from pp.users returning 1)
            select count(*) from filled
            """,
            "pp.user_buckets: pp_app has INSERT"),
        new("sums of usage have no tenant wall", "drop policy tenant_wall on pp.usage_daily",
            "select count(*) from pp.usage_daily where tenant_id = {other}", "pp.usage_daily: the tenant wall is missing or changed"),
        new("sums of usage have no wall between persons for keys of some brands", "drop policy brand_wall on pp.usage_daily",
            "select count(*) from pp.usage_daily", "pp.usage_daily: rows of other persons*") { OneBrand = true },
        new("single events have no wall between persons for keys of some brands", "drop policy brand_wall on pp.usage_events",
            "select count(*) from pp.usage_events", "pp.usage_events: rows of other persons*") { OneBrand = true },
        new("keys may write usage past the function",
            "grant insert on pp.usage_events to pp_app; create policy mine on pp.usage_events for insert to pp_app_all with check (true); grant execute on function pp.uuid_day(uuid), pp.uuid_time(uuid) to pp_app",
            """
            with forged as (
              insert into pp.usage_events (tenant_id, id, user_id, kid, event_type, cost_usd)
              select t.tenant_id, '0190a000-0000-7000-8000-0000000000fe', gen_random_uuid(), gen_random_uuid(), 'tool_call', -1000 from pp.tenants t returning 1)
            select count(*) from forged
            """,
            "pp.usage_events: pp_app has INSERT"),
        new("keys may see how much each key reported",
            "grant select on pp.report_days to pp_app; create policy mine on pp.report_days to pp_app using (true); insert into pp.report_days select tenant_id, gen_random_uuid(), current_date from pp.tenants",
            "select count(*) from pp.report_days", "pp.report_days: pp_app has SELECT"),
        new("the steward's function for bills is the keys'",
            "grant usage on schema pp_steward to pp_app; grant execute on function pp_steward.usage_by_day(text, date, date) to pp_app",
            "select count(*) from pp_steward.usage_by_day('borealis', '2000-01-01', '2100-01-01')", "pp_steward.usage_by_day(text,date,date): pp_app may execute it"),
        new("alerts have no brand wall", "drop policy brand_wall on pp.alerts",
            "select count(*) from pp.alerts where brand_id = 'peakform'", "pp.alerts: the brand wall*") { OneBrand = true },
        new("keys may open alerts of their own",
            "grant insert on pp.alerts to pp_app; create policy mine on pp.alerts for insert to pp_app_all, pp_app_some with check (true)",
            """
            with forged as (
              insert into pp.alerts (tenant_id, id, rule_id, brand_id, fired_at)
              select tenant_id, '0190a000-0000-7000-8000-0000000000fe', id, null, now() from pp.alert_rules limit 1 returning 1)
            select count(*) from forged
            """,
            "pp.alerts: pp_app has INSERT"),
        new("keys may read what signs another's alerts",
            """
            insert into pp.alert_webhooks (tenant_id, url, key_id, sealed)
            values ({other}, 'https://hooks.borealis.example', '0123456789abcdef', decode(repeat('00', 64), 'hex'));
            grant select (tenant_id, sealed) on pp.alert_webhooks to pp_app;
            create policy see on pp.alert_webhooks for select to pp_app using (true);
            alter policy tenant_wall on pp.alert_webhooks using (true)
            """,
            "select count(sealed) from pp.alert_webhooks", "pp.alert_webhooks: the tenant wall*"),
        new("keys may read the sealed tokens of others",
            """
            grant select (tenant_id, sealed) on pp.token_requests to pp_app;
            create policy see on pp.token_requests for select to pp_app using (true);
            alter policy tenant_wall on pp.token_requests using (true)
            """,
            "select count(*) from pp.token_requests where tenant_id = {other}", "pp.token_requests: the tenant wall*"),
        new("keys may forget how often they asked for a token",
            """
            grant select (tenant_id), delete on pp.token_askings to pp_app;
            create policy mine on pp.token_askings to pp_app using (true);
            """,
            "with gone as (delete from pp.token_askings returning 1) select count(*) from gone", "pp.token_askings: pp_app has DELETE"),
        new("keys may take requests for tokens as the worker does",
            """
            grant usage on schema pp_steward to pp_app; grant execute on function pp_steward.take_token_requests(int) to pp_app;
            """,
            "select 1 + count(*) from pp_steward.take_token_requests(1)", "pp_steward.take_token_requests(integer): pp_app may execute it"),
        new("keys may free what is held of the day's bytes",
            "grant select (tenant_id, held), update (held) on pp.tenant_byte_days to pp_app; create policy mine on pp.tenant_byte_days to pp_app using (true)",
            "with freed as (update pp.tenant_byte_days set held = 0 returning 1) select count(*) from freed", "pp.tenant_byte_days.held: pp_app has UPDATE"),
        new("keys may free what is held of their person's bytes",
            """
            grant select (tenant_id, held), update (held) on pp.user_byte_days to pp_app;
            create policy mine on pp.user_byte_days to pp_app using (true)
            """,
            "with freed as (update pp.user_byte_days set held = 0 returning 1) select count(*) from freed", "pp.user_byte_days.held: pp_app has UPDATE"),
        new("keys may see whose which dataset is",
            """
            insert into pp_steward.datasets (dataset, tenant_id) values ('acme.t_other', {other});
            grant usage on schema pp_steward to pp_app;
            grant select on pp_steward.datasets to pp_app;
            create policy see on pp_steward.datasets for select to pp_app using (true)
            """,
            "select count(*) from pp_steward.datasets where tenant_id = {other}", "pp_steward.datasets: pp_app has SELECT"),
        new("keys may see what others reserved",
            """
            grant select (tenant_id, job) on pp.byte_reservations to pp_app;
            create policy see on pp.byte_reservations for select to pp_app using (true);
            alter policy tenant_wall on pp.byte_reservations using (true)
            """,
            "select count(*) from pp.byte_reservations where tenant_id = {other}", "pp.byte_reservations: the tenant wall*"),
        new("the owner is not bound", "alter table pp.sales_daily no force row level security",
            CountSales, "pp.sales_daily: row-level security is not enabled and forced") { ByOwner = true },
        new("a partition is attached without a wall",
            """
            create table pp.usage_loose (like pp.usage_events including all);
            alter table pp.usage_events attach partition pp.usage_loose
              for values from ('f0000000-0000-7000-8000-000000000000') to ('f1000000-0000-7000-8000-000000000000');
            insert into pp.usage_loose (tenant_id, id, user_id, kid, event_type)
            values ({other}, 'f0000000-0000-7000-8000-000000000001', gen_random_uuid(), gen_random_uuid(), 'tool_call');
            grant select on pp.usage_loose to pp_app
            """,
            "select count(*) from pp.usage_loose where tenant_id = {other}", "pp.usage_loose: row-level security is not enabled and forced"),
        new("keys may call a steward's function",
            "grant usage on schema pp_steward to pp_app; grant execute on function pp_steward.list_keys(text, uuid) to pp_app",
            "select count(*) from pp_steward.list_keys('borealis')", "pp_steward.list_keys(text,uuid): pp_app may execute it"),
        new("a function of keys is told the tenant",
            """
            create function pp.deny(p_tenant int, p_tool text, p_need int) returns bigint
            language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
            as $f$ begin perform pp_steward.audit(p_tenant, 'permission.denied', p_tool, null); return 1; end $f$;
            alter function pp.deny(int, text, int) owner to pp_owner;
            revoke all on function pp.deny(int, text, int) from public;
            grant execute on function pp.deny(int, text, int) to pp_app
            """,
            "select pp.deny({other}, 'get_audit_log', 16)", "pp.deny(integer,text,integer): keys call it, and it is told a tenant"),
        new("a view reads with its owner's rights",
            "create view pp.everything as select * from pp.sales_daily; grant select on pp.everything to pp_app",
            "select count(*) from pp.everything where tenant_id = {other}", "pp.everything: others may read the view*"),
    ];

    public static readonly Weakening[] OfTheServer =
    [
        new("keys may become the steward",
            "grant pp_steward to pp_app", "set role pp_steward; set pp_steward.tenant = '{other}'; " + OtherSales, "role pp_app: must not be a member of pp_steward"),
    ];
}
