using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Limits;

/// <summary>Somebody takes the key's login to psql and tries to get more calls than others, or to spoil the counts and the log.</summary>
internal sealed class CallLimitAttackTests
{
    private LimitedTenants _tenants = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task SetUpAsync() => _tenants = await LimitedTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [TestCase("update pp.user_buckets set tokens = 100")]
    [TestCase("update pp.tenant_buckets set tokens = 100")]
    [TestCase("insert into pp.user_buckets values (1, gen_random_uuid(), 100, now())")]
    [TestCase("delete from pp.user_buckets")]
    [TestCase("select tokens from pp.user_buckets")]
    [TestCase("select allowed from pp.call_days")]
    [TestCase("update pp.call_days set allowed = 0, refused = 0")]
    [TestCase("delete from pp.key_sessions")]
    [TestCase("select limits from pp.tenants")]
    [TestCase("update pp.tenants set limits = '{}'")]
    [TestCase("select pp_steward.set_limits('tenant-1', 100000, 100000, 100000, 100000)")]
    [TestCase("select pp_steward.limits_of(1)")]
    [TestCase("select pp_steward.note_use(1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'x', now(), current_date)")]
    [TestCase("select pp_auth.calling_key()")]
    [TestCase("create or replace function pp.take_call(uuid, text) returns int language sql as 'select 1'")]
    [TestCase("alter function pp.take_call(uuid, text) reset lock_timeout")]
    public async Task Buckets_and_counts_are_out_of_reach(string attack)
    {
        await using var psql = await LogInAsync(await _tenants.AddAsync());

        (await psql.RefusalOfAsync(attack)).Should().StartWith("42");
    }

    [Test]
    public async Task The_steward_keeps_no_right_to_create_what_keys_call() =>
        (await _tenants.Superuser.ScalarAsync<bool>("select has_schema_privilege('pp_steward', 'pp', 'create')")).Should().BeFalse();

    [Test]
    public async Task The_keys_of_all_permissions_reach_them_no_better()
    {
        var key = await _tenants.Database.IssueKeyAsync(await _tenants.AddAsync(), LimitedTenants.Ada, Permissions.All);
        await using var psql = await _tenants.Database.LogInAsync(key);

        foreach (var table in new[] { "user_buckets", "tenant_buckets", "call_days", "key_sessions" })
            (await psql.RefusalOfAsync($"select count(*) from pp.{table}")).Should().StartWith("42501");
    }

    [TestCase("null")]
    [TestCase("''")]
    [TestCase("'Query'")]
    [TestCase("'a b'")]
    [TestCase("'x''; drop table pp.tenants; --'")]
    [TestCase("E'query\\nmetrics'")]
    [TestCase("repeat('a', 41)")]
    [TestCase("repeat('a', 1000000)")]
    public async Task Nonsense_for_a_tool_is_refused_and_leaves_nothing_behind(string tool)
    {
        var tenant = await _tenants.AddAsync();
        await using var psql = await LogInAsync(tenant);

        (await psql.RefusalOfAsync($"select pp.take_call(gen_random_uuid(), {tool})")).Should().Be("22023 pulsepoint:call_malformed");
        (await psql.RefusalOfAsync("select pp.take_call(null, 'query_metrics')")).Should().Be("22023 pulsepoint:call_malformed");

        (await CountAsync("call_days", tenant)).Should().Be(0);
        (await CountAsync("audit_log", tenant, "action = 'key.use'")).Should().Be(0);
    }

    [TestCase("set pp_steward.tenant = '{other}'")]
    [TestCase("set lock_timeout = 0; set timezone = 'Pacific/Kiritimati'; set datestyle = 'German'")]
    [TestCase("begin isolation level repeatable read")]
    [TestCase("begin isolation level serializable")]
    [TestCase("begin; savepoint one")]
    public async Task No_setting_gives_a_token_or_touches_another_tenant(string setting)
    {
        var (tenant, other) = (await _tenants.AddAsync(userPerMinute: 1, userBurst: 3), await _tenants.AddAsync());
        var number = await _tenants.Superuser.ScalarAsync<int>($"select tenant_id from pp.tenants where slug = '{other}'");
        await using var psql = await LogInAsync(tenant);
        await psql.RunAsync(setting.Replace("{other}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var allowed = 0;
        for (var i = 0; i < 6; i++)
            allowed += await psql.ScalarAsync<bool>("select is_allowed from pp.take_call('0190a000-0000-7000-8000-0000000000aa', 'query_metrics')") ? 1 : 0;

        allowed.Should().Be(3);
        (await CountAsync("tenant_buckets", other)).Should().Be(0);
    }

    [Test]
    public async Task A_transaction_that_is_rolled_back_gives_back_only_what_it_took()
    {
        var tenant = await _tenants.AddAsync(userPerMinute: 1, userBurst: 3);
        await using var psql = await LogInAsync(tenant);
        await psql.RunAsync("select pp.take_call(gen_random_uuid(), 'query_metrics')");

        for (var i = 0; i < 5; i++)
            await psql.RunAsync("begin; select pp.take_call(gen_random_uuid(), 'query_metrics'); rollback");

        (await _tenants.Superuser.ScalarAsync<double>($"select tokens from pp.user_buckets where tenant_id = {Number(tenant)}")).Should().BeInRange(2, 2.5);
    }

    [Test]
    public async Task The_audit_log_takes_a_hundred_sessions_of_a_key_and_day_and_marks_the_last()
    {
        var tenant = await _tenants.AddAsync();
        await using var psql = await LogInAsync(tenant);

        await psql.RunAsync("select pp.take_call(gen_random_uuid(), 'query_metrics') from generate_series(1, 300)");

        (await CountAsync("audit_log", tenant, "action = 'key.use'")).Should().Be(100);
        (await CountAsync("audit_log", tenant, "detail @> '{\"last_of_day\": true}'")).Should().Be(1);
        (await CountAsync("key_sessions", tenant)).Should().Be(100);
        (await _tenants.Superuser.ScalarAsync<long>($"select allowed + refused from pp.call_days where tenant_id = {Number(tenant)}")).Should().Be(300);
    }

    [TestCase("0, null, null, null")]
    [TestCase("null, -1, null, null")]
    [TestCase("null, null, 100001, null")]
    public async Task A_limit_out_of_range_is_not_accepted(string limits)
    {
        var tenant = await _tenants.AddAsync();
        await using var platform = await _tenants.Database.LogInAsPlatformAsync();

        (await platform.RefusalOfAsync($"select pp_steward.set_limits('{tenant}', {limits})")).Should().StartWith("23514");
    }

    [TestCase("""{"user_burst": 1.5}""")]
    [TestCase("""{"user_burst": "5"}""")]
    [TestCase("""{"user_burst": [5]}""")]
    [TestCase("""{"user_burst": null}""")]
    [TestCase("""{"users_burst": 5}""")]
    [TestCase("[]")]
    public async Task A_limit_that_is_none_is_not_accepted(string limits)
    {
        var tenant = await _tenants.AddAsync();

        (await _tenants.Superuser.RefusalOfAsync($"update pp.tenants set limits = '{limits}' where slug = '{tenant}'")).Should().StartWith("23514");
    }

    private async Task<NpgsqlConnection> LogInAsync(TenantId tenant) =>
        await _tenants.Database.LogInAsync(await _tenants.Database.IssueKeyAsync(tenant, LimitedTenants.Ada));

    private Task<long> CountAsync(string table, TenantId tenant, string where = "true") =>
        _tenants.Superuser.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id = {Number(tenant)} and {where}");

    private static string Number(TenantId tenant) => $"(select tenant_id from pp.tenants where slug = '{tenant}')";
}
