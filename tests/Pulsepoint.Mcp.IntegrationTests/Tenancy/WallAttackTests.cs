using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>Somebody at aurora takes the key's login to psql and tries to reach borealis and cinder.</summary>
[Attack]
internal sealed class WallAttackTests
{
    private ThreeTenants _tenants = null!;
    private TenantContext _aurora = null!;
    private NpgsqlConnection _psql = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _aurora = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All);
        await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst, Permissions.All);
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [SetUp]
    public async Task LogInAsync() => _psql = await _tenants.Database.LogInAsync(_aurora);

    [TearDown]
    public ValueTask LogOutAsync() => _psql.DisposeAsync();

    private static readonly string[] s_tables =
    [
        "tenants", "users", "brands", "connections", "sync_runs", "questions", "feedback", "usage_events", "usage_daily", "audit_log", "alert_rules", "alerts",
        .. RollupTables.All.Select(t => t.Name), "rollup_state",
    ];

    // What a key cannot even read: reached through a function alone, or by operators only.
    private static readonly string[] s_closedTables =
    [
        "user_buckets", "tenant_buckets", "call_days", "report_days", "key_sessions", "connection_secrets", "alert_webhooks",
        "token_requests", "token_askings", "tenant_byte_days", "user_byte_days", "byte_reservations",
    ];

    [Test]
    public async Task Every_table_of_the_schema_is_attacked()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();

        var tables = await superuser.ColumnAsync(
            "select c.relname::text from pg_class c where c.relnamespace = 'pp'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition");

        tables.Should().BeEquivalentTo([.. s_tables, .. s_closedTables]);
    }

    [TestCaseSource(nameof(s_tables))]
    public async Task Only_own_rows_can_be_read_or_counted(string table)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        var own = await superuser.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id = {_tenants.AuroraNumber}");
        var others = await superuser.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id <> {_tenants.AuroraNumber}");

        var seen = await _psql.ScalarAsync<long>($"select count(*) from pp.{table}");
        var foreign = await _psql.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id <> {_tenants.AuroraNumber}");

        own.Should().BePositive();
        others.Should().BePositive();
        seen.Should().Be(own);
        foreign.Should().Be(0);
    }

    [TestCaseSource(nameof(s_closedTables))]
    public async Task A_closed_table_cannot_even_be_counted(string table)
    {
        (await _psql.RefusalOfAsync($"select count(*) from pp.{table}")).Should().StartWith("42501");
        (await _psql.RefusalOfAsync($"select tenant_id from pp.{table}")).Should().StartWith("42501");
    }

    [TestCaseSource(nameof(s_tables))]
    [TestCaseSource(nameof(s_closedTables))]
    public async Task Nothing_can_be_written_or_locked(string table)
    {
        var refusals = new[]
        {
            await _psql.RefusalOfAsync($"insert into pp.{table} (tenant_id) values ({_tenants.BorealisNumber})"),
            await _psql.RefusalOfAsync($"insert into pp.{table} (tenant_id) values ({_tenants.AuroraNumber})"),
            await _psql.RefusalOfAsync($"update pp.{table} set tenant_id = {_tenants.AuroraNumber}"),
            await _psql.RefusalOfAsync($"delete from pp.{table}"),
            await _psql.RefusalOfAsync($"truncate pp.{table}"),
            await _psql.RefusalOfAsync($"begin; lock table pp.{table} in access exclusive mode; commit"),
            await _psql.RefusalOfAsync($"begin; lock table pp.{table} in access share mode; commit"),
            await _psql.RefusalOfAsync($"select tenant_id from pp.{table} for update"),
        };

        refusals.Should().OnlyContain(r => r != null && r.StartsWith("42501", StringComparison.Ordinal));
    }

    [Test]
    public async Task Partitions_cannot_be_addressed()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        var partitions = await superuser.ColumnAsync("select c.oid::regclass::text from pg_class c where c.relispartition and c.relkind = 'r'");

        var refusals = new List<string?>();
        foreach (var partition in partitions)
            refusals.Add(await _psql.RefusalOfAsync($"select count(*) from {partition}"));

        partitions.Should().HaveCountGreaterThan(12);
        refusals.Should().OnlyContain(r => r != null && r.StartsWith("42501", StringComparison.Ordinal));
    }

    // Settings that stand for a tenant somewhere, and planner settings that other walls fell to.
    [TestCase("set pp_steward.tenant = '{other}'")]
    [TestCase("select set_config('pp_steward.tenant', '{other}', false)")]
    [TestCase("set pp.tenant = '{other}'; set pp.session = '{other}'; set app.current_tenant = '{other}'")]
    [TestCase("set role pp_app")]
    [TestCase("set role pp_app_all")]
    [TestCase("set row_security = on")]
    [TestCase("set search_path = pg_temp, pp, pp_auth")]
    [TestCase("set plan_cache_mode = force_generic_plan")]
    [TestCase("set enable_indexscan = off; set enable_bitmapscan = off; set enable_seqscan = off")]
    [TestCase("begin isolation level repeatable read")]
    [TestCase("alter role current_user set search_path = pg_temp")]
    public async Task No_setting_opens_the_wall(string setting)
    {
        await _psql.RunAsync(setting.Replace("{other}", _tenants.BorealisNumber.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var foreign = await _psql.ScalarAsync<long>($"select count(*) from pp.sales_daily where tenant_id <> {_tenants.AuroraNumber}");
        var slugs = await _psql.ColumnAsync("select slug from pp.tenants");

        foreign.Should().Be(0);
        slugs.Should().Equal("aurora");
    }

    [TestCase("set row_security = off; select count(*) from pp.brands")]
    [TestCase("set role pp_owner")]
    [TestCase("set role pp_app_some")]
    [TestCase("set role pp_auth")]
    [TestCase("set role pp_keysmith")]
    [TestCase("set role pp_steward")]
    [TestCase("set role pp_platform")]
    [TestCase("set role pp_migrator")]
    [TestCase("set role pp_bootstrap")]
    [TestCase("set session authorization pp_platform")]
    [TestCase("set session authorization pp_bootstrap")]
    [TestCase("set session_replication_role = replica")]
    [TestCase("alter role current_user superuser")]
    [TestCase("alter role current_user bypassrls")]
    [TestCase("alter role current_user createrole")]
    [TestCase("alter role current_user connection limit 100")]
    [TestCase("alter role current_user valid until 'infinity'")]
    [TestCase("alter role pp_platform password 'mine'")]
    [TestCase("create role mine")]
    [TestCase("grant pp_owner to current_user")]
    [TestCase("grant select on pp.sales_daily to public")]
    [TestCase("alter table pp.sales_daily disable row level security")]
    [TestCase("drop policy tenant_wall on pp.sales_daily")]
    [TestCase("create policy mine on pp.sales_daily using (true)")]
    [TestCase("select count(*) from pp_auth.api_keys")]
    [TestCase("select count(*) from pp_auth.live_key")]
    [TestCase("select count(*) from pp_auth.tenant_status")]
    [TestCase("select count(*) from pp_journal.migrations")]
    [TestCase("select secret_ref from pp.connections")]
    [TestCase("select * from pp.tenants")]
    [TestCase("select rolpassword from pg_authid")]
    [TestCase("select count(*) from pg_stat_activity")]
    [TestCase("select pg_terminate_backend(1)")]
    [TestCase("select pg_cancel_backend(1)")]
    [TestCase("select pg_advisory_lock(1)")]
    [TestCase("select lo_create(0)")]
    [TestCase("select pg_notify('a', 'b')")]
    [TestCase("select pg_read_file('/etc/passwd')")]
    [TestCase("copy pp.brands to program 'cat'")]
    [TestCase("copy (select 1) to '/tmp/out'")]
    [TestCase("create temp table brands (tenant_id int)")]
    [TestCase("create table public.mine (a int)")]
    [TestCase("create schema mine")]
    [TestCase("create function pg_temp.tenant_if(int) returns int language sql as 'select 1'")]
    [TestCase("create view pg_temp.mine as select 1")]
    [TestCase("do $$ begin perform 1; end $$")]
    [TestCase("create or replace function pp_auth.tenant_if(need int) returns int language sql as 'select 1'")]
    [TestCase("select pp_admin.revoke_key('{kid}')")]
    [TestCase("select pp_admin.set_tenant_status('borealis', 'suspended')")]
    [TestCase("select pp_admin.cut_refused()")]
    [TestCase("select pp_admin.issue_key(gen_random_uuid(), 'borealis', '{kid}', '\\x00', 'x', 1, null, now())")]
    [TestCase("select pp_admin.rotate_key('{kid}', 'borealis', '{kid}', '\\x00', 'x', now(), interval '1 day')")]
    [TestCase("select pp_admin.end_key('{kid}', 1)")]
    [TestCase("select pp_admin.cut_key('{kid}')")]
    [TestCase("select pp_auth.store_key('{kid}', 1, '{kid}', 'x', '\\x00', 63, null, now(), null)", "42501*")]
    [TestCase("select pp_auth.keys_of_person(1, '{kid}')", "42501*")]
    [TestCase("select pp_steward.hold_person(1, '{kid}')", "42501*")]
    [TestCase("select pp_auth.forget_notes(1, '{kid}')", "42501*")]
    [TestCase("select pp_steward.forget_person(1, '{kid}', 0)", "42501*")]
    [TestCase("select pp_admin.forget_person(1, '{kid}')", "42501*")]
    [TestCase("select pp_admin.erase_user('borealis', '{kid}')", "42501*")]
    [TestCase("select pp_auth.mark_revoked('{kid}', 1)", "42501*")]
    [TestCase("select pp_auth.mark_replaced('{kid}', 1, '{kid}', now())", "42501*")]
    [TestCase("select pp_auth.keys_of(1, null)", "42501*")]
    [TestCase("select pp_auth.tenant_of('{kid}')", "42501*")]
    [TestCase("select pp_auth.administered_tenant()", "42501*")]
    [TestCase("select pp_steward.list_keys('borealis')")]
    [TestCase("select pp_steward.keys_with_people(1, null)")]
    [TestCase("select pp_steward.tenant_of_key_id('{kid}')")]
    [TestCase("select pp_auth.mark_status(1, 'active')")]
    [TestCase("select pp_auth.open_tenant(1)")]
    [TestCase("select pp_auth.key_is_live('{kid}')")]
    [TestCase("select pp_auth.refused_logins()")]
    [TestCase("select pp_steward.ensure_tenant('borealis', 'mine', 'USD', 'UTC', true)")]
    [TestCase("select pp_steward.audit(1, 'tenant.delete', 'x', null)")]
    [TestCase("select pp_steward.rollup_generation('borealis')")]
    [TestCase("select pp_steward.tenant_named('borealis')")]
    [TestCase("select pp_steward.load_fx_rates_daily('borealis', null, null, '{}', '{}', '{}', '{}')")]
    [TestCase("select pp_steward.continue_rollups('borealis', 'g1')")]
    [TestCase("select pp.make_partitions(12)")]
    [TestCase("select pp_steward.usage_by_day('borealis', current_date, current_date)")]
    [TestCase("select pp_steward.usage_event('{}', now())")]
    [TestCase("select pp_steward.kept_for_a_time()")]
    [TestCase("select pp_auth.people_of_keys(1)", "42501*")]
    [TestCase("select pp_auth.permissions_now('{kid}', 1)", "42501*")]
    [TestCase("select count(*) from pp_steward.token_queue")]
    [TestCase("select pp_steward.take_token_requests(1)")]
    [TestCase("select pp_steward.answer_token_request('borealis', '{kid}', 'x@y', '\\x00', now())")]
    [TestCase("select pp_steward.refuse_token_request('borealis', '{kid}', 'identity_refused')")]
    [TestCase("select pp_steward.set_google_identity('borealis', null)")]
    [TestCase("select pp_steward.google_identity_of('borealis')")]
    [TestCase("select google_identity from pp.tenants")]
    [TestCase("create or replace function pp.report_events(jsonb) returns int language sql as 'select 1'")]
    [TestCase("select pp_auth.require_session(64)", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp_auth.require_session(null)", "28000 pulsepoint:not_permitted")]
    public async Task The_attack_is_refused(string attack, string expected = "42*")
    {
        var refusal = await _psql.RefusalOfAsync(attack.Replace("{kid}", _aurora.Key.ToString(), StringComparison.Ordinal));

        refusal.Should().Match(expected);
    }

    [Test]
    public async Task A_generic_plan_of_another_tenant_is_not_reused()
    {
        await _psql.RunAsync("set plan_cache_mode = force_generic_plan; prepare mine as select count(*) from pp.sales_daily");
        var before = await _psql.ScalarAsync<long>("execute mine");
        await _psql.RunAsync("set role pp_app_all");

        var after = await _psql.ScalarAsync<long>("execute mine");

        before.Should().BePositive();
        after.Should().Be(before);
    }

    [Test]
    public async Task A_leaky_function_in_the_filter_sees_no_foreign_row()
    {
        // 1/0 would fail on the first row of another tenant that the filter is evaluated on.
        var foreign = await _psql.ScalarAsync<long>(
            $"select count(*) from pp.sales_daily where 1 / (case when tenant_id = {_tenants.AuroraNumber} then 1 else 0 end) = 1");

        foreign.Should().BePositive();
    }

    [Test]
    public async Task Column_statistics_show_nothing()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("analyze");

        (await _psql.ScalarAsync<long>("select count(*) from pg_stats where schemaname in ('pp', 'pp_auth')")).Should().Be(0);
        (await _psql.ScalarAsync<long>("select count(*) from pg_stats_ext where schemaname in ('pp', 'pp_auth')")).Should().Be(0);
        (await _psql.RefusalOfAsync("select count(*) from pg_statistic")).Should().StartWith("42501");
    }

    [Test]
    public async Task The_plan_of_a_query_names_no_foreign_value()
    {
        var plan = await _psql.ColumnAsync("explain (analyze, verbose, costs off, timing off) select * from (select brand_id, gross from pp.sales_daily) s");

        string.Join('\n', plan).Should().NotContain("nordpaw").And.NotContain(_tenants.BorealisNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
