using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Limits;

/// <summary>The buckets that all processes of a person and of an organisation share.</summary>
internal sealed class CallLimitTests
{
    private static readonly SessionId s_session = new(Guid.Parse("0190a000-0000-7000-8000-0000000000aa"));

    private LimitedTenants _tenants = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task SetUpAsync() => _tenants = await LimitedTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Without_limits_of_its_own_a_tenant_has_the_defaults()
    {
        var key = await KeyAsync(await _tenants.AddAsync(), LimitedTenants.Ada);

        var verdict = await _tenants.Process().TakeAsync(key, s_session, "query_metrics", CancellationToken.None);

        verdict.Should().Be(new CallVerdict(true, 0, CallLimit.Default));
        (await _tenants.Superuser.ScalarAsync<double>($"select tokens from pp.tenant_buckets where tenant_id = {Number(key)}")).Should().Be(999);
    }

    [Test]
    public async Task Exactly_the_burst_is_allowed_at_once_and_the_next_call_waits_for_one_token()
    {
        var key = await KeyAsync(await _tenants.AddAsync(userPerMinute: 1, userBurst: 5), LimitedTenants.Ada);

        var verdicts = await CallAsync(_tenants.Process(), key, 7);

        verdicts.Select(v => v.IsAllowed).Should().Equal(true, true, true, true, true, false, false);
        verdicts[^1].RetryAfterSeconds.Should().BeInRange(50, 60);
        verdicts[^1].Limit.Should().Be(new CallLimit(1, 5));
    }

    [Test]
    public async Task Time_brings_tokens_back_at_the_rate_and_never_beyond_the_burst()
    {
        var key = await KeyAsync(await _tenants.AddAsync(userPerMinute: 2, userBurst: 5), LimitedTenants.Ada);
        var process = _tenants.Process();
        await CallAsync(process, key, 6);

        await PassAsync("user_buckets", key, "1 minute");
        Allowed(await CallAsync(process, key, 4)).Should().Be(2);

        await PassAsync("user_buckets", key, "1 day");
        Allowed(await CallAsync(process, key, 8)).Should().Be(5);
    }

    [Test]
    public async Task A_clock_that_goes_back_gives_no_token_and_takes_none()
    {
        var key = await KeyAsync(await _tenants.AddAsync(userPerMinute: 1, userBurst: 5), LimitedTenants.Ada);
        var process = _tenants.Process();
        await CallAsync(process, key, 2);

        await PassAsync("user_buckets", key, "-1 day");

        Allowed(await CallAsync(process, key, 6)).Should().Be(3);
    }

    [Test]
    public async Task Two_processes_with_two_keys_of_one_person_share_a_bucket()
    {
        var tenant = await _tenants.AddAsync(userPerMinute: 1, userBurst: 6);
        var (one, other) = (await KeyAsync(tenant, LimitedTenants.Ada), await KeyAsync(tenant, LimitedTenants.Ada));

        var first = await CallAsync(_tenants.Process(), one, 4);
        var second = await CallAsync(_tenants.Process(), other, 4);

        (Allowed(first), Allowed(second)).Should().Be((4, 2));
    }

    [Test]
    public async Task People_of_one_tenant_share_its_bucket_and_another_tenant_has_its_own()
    {
        var tenant = await _tenants.AddAsync(userPerMinute: 100, userBurst: 100, tenantPerMinute: 1, tenantBurst: 6);
        var stranger = await KeyAsync(await _tenants.AddAsync(), LimitedTenants.Ada);
        var (ada, ben) = (await KeyAsync(tenant, LimitedTenants.Ada), await KeyAsync(tenant, LimitedTenants.Ben));

        var first = await CallAsync(_tenants.Process(), ada, 4);
        var second = await CallAsync(_tenants.Process(), ben, 4);

        (Allowed(first), Allowed(second)).Should().Be((4, 2));
        second[^1].RetryAfterSeconds.Should().BeInRange(50, 60);
        Allowed(await CallAsync(_tenants.Process(), stranger, 8)).Should().Be(8);
        // What the organisation's bucket refuses costs the person nothing.
        (await _tenants.Superuser.ScalarAsync<double>($"select tokens from pp.user_buckets where tenant_id = {Number(ben)} and user_id = '{ben.User}'"))
            .Should().BeGreaterThanOrEqualTo(98);
    }

    [Test]
    public async Task Whom_the_own_limit_refuses_takes_nothing_from_colleagues()
    {
        var tenant = await _tenants.AddAsync(userPerMinute: 1, userBurst: 3, tenantPerMinute: 1, tenantBurst: 10);
        var (ada, ben) = (await KeyAsync(tenant, LimitedTenants.Ada), await KeyAsync(tenant, LimitedTenants.Ben));

        await CallAsync(_tenants.Process(), ada, 50);

        Allowed(await CallAsync(_tenants.Process(), ben, 3)).Should().Be(3);
    }

    [Test]
    public async Task A_new_limit_bites_at_the_next_call()
    {
        var tenant = await _tenants.AddAsync(userPerMinute: 1, userBurst: 50);
        var key = await KeyAsync(tenant, LimitedTenants.Ada);
        var process = _tenants.Process();
        Allowed(await CallAsync(process, key, 2)).Should().Be(2);

        await _tenants.SetLimitsAsync(tenant, 1, 1, null, null);

        Allowed(await CallAsync(process, key, 3)).Should().Be(1);
    }

    [Test]
    public async Task Calls_are_counted_by_key_and_day()
    {
        var key = await KeyAsync(await _tenants.AddAsync(userPerMinute: 1, userBurst: 3), LimitedTenants.Ada);
        var process = _tenants.Process();
        await CallAsync(process, key, 5);
        await _tenants.Superuser.RunAsync($"update pp.call_days set day = day - 1 where kid = '{key.Key}'");

        await CallAsync(process, key, 1);

        (await _tenants.Superuser.ColumnAsync(
            $"select format('%s %s/%s', day - (now() at time zone 'UTC')::date, allowed, refused) from pp.call_days where kid = '{key.Key}' order by day"))
            .Should().Equal("-1 3/2", "0 0/1");
    }

    [Test]
    public async Task The_first_call_of_each_session_is_audited_as_a_use_of_the_key()
    {
        var key = await KeyAsync(await _tenants.AddAsync(), LimitedTenants.Ada);
        var other = new SessionId(Guid.Parse("0190a000-0000-7000-8000-0000000000bb"));
        var process = _tenants.Process();

        await CallAsync(process, key, 3);
        await process.TakeAsync(key, other, "list_brands", CancellationToken.None);

        (await _tenants.Superuser.ColumnAsync(
            $"""
             select concat_ws(' ', actor_login, actor_user, action, detail ->> 'session', detail ->> 'tool')
               from pp.audit_log where object = '{key.Key}' and action = 'key.use' and tenant_id = {Number(key)} order by id
             """))
            .Should().BeEquivalentTo(
                $"{key.Login.Role} {key.User} key.use {s_session} query_metrics",
                $"{key.Login.Role} {key.User} key.use {other} list_brands");
    }

    [Test]
    public async Task A_setting_of_limits_is_audited_once()
    {
        var tenant = await _tenants.AddAsync();

        await _tenants.SetLimitsAsync(tenant, 7, null, null, 70);
        await _tenants.SetLimitsAsync(tenant, 7, null, null, 70);

        (await _tenants.Superuser.ColumnAsync($"select detail::text from pp.audit_log where object = '{tenant}' and action = 'tenant.limits'"))
            .Should().Equal("""{"tenant_burst": 70, "user_per_minute": 7}""");
    }

    [Test]
    public async Task Where_the_count_cannot_be_taken_the_source_is_unavailable()
    {
        var tenant = await _tenants.AddAsync();
        var (ada, ben) = (await KeyAsync(tenant, LimitedTenants.Ada), await KeyAsync(tenant, LimitedTenants.Ben));
        await using var psql = await _tenants.Database.LogInAsync(ada);
        await psql.RunAsync($"begin; select pp.take_call('{s_session}', 'held')");

        var call = () => _tenants.Process().TakeAsync(ben, s_session, "query_metrics", CancellationToken.None);

        (await call.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        await psql.RunAsync("rollback");
        (await call()).IsAllowed.Should().BeTrue();
    }

    [Test]
    public async Task A_database_that_takes_no_writes_is_a_source_that_is_unavailable()
    {
        var key = await KeyAsync(await _tenants.AddAsync(), LimitedTenants.Ada);
        await _tenants.Superuser.RunAsync($"alter role {key.Login.Role} set default_transaction_read_only = on");

        var call = () => CallAsync(_tenants.Process(), key, 1);

        (await call.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task A_revoked_key_is_refused_as_such()
    {
        var key = await KeyAsync(await _tenants.AddAsync(), LimitedTenants.Ada);
        var process = _tenants.Process();
        await CallAsync(process, key, 1);
        await using var platform = await _tenants.Database.LogInAsPlatformAsync();
        await platform.RunAsync($"select pp_admin.revoke_key('{key.Key}')");

        var call = () => CallAsync(process, key, 1);

        (await call.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task Two_processes_at_full_speed_get_the_burst_and_the_rate_and_no_more()
    {
        const int callsEach = 500;
        var tenant = await _tenants.AddAsync(userPerMinute: 100, userBurst: 100);
        var (one, other) = (await KeyAsync(tenant, LimitedTenants.Ada), await KeyAsync(tenant, LimitedTenants.Ada));
        var (first, second) = (_tenants.Process(), _tenants.Process());

        var started = TimeProvider.System.GetTimestamp();
        var hammered = await Task.WhenAll(CallAsync(first, one, callsEach), CallAsync(first, one, callsEach), CallAsync(second, other, callsEach), CallAsync(second, other, callsEach));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        var allowed = hammered.Sum(Allowed);
        await TestContext.Out.WriteLineAsync($"{4 * callsEach} calls in {seconds:0.00} s: {allowed} allowed");
        allowed.Should().BeGreaterThanOrEqualTo(100).And.BeLessThanOrEqualTo((int)(100 + (seconds * 100 / 60) + 2));
        (await _tenants.Superuser.ScalarAsync<decimal>($"select sum(allowed + refused) from pp.call_days where tenant_id = {Number(one)}")).Should().Be(4 * callsEach);
    }

    [Test]
    public async Task Colleagues_at_full_speed_never_wait_for_each_other_in_a_circle()
    {
        var tenant = await _tenants.AddAsync(userPerMinute: 100_000, userBurst: 200, tenantPerMinute: 1, tenantBurst: 300);
        var keys = new[]
        {
            await KeyAsync(tenant, LimitedTenants.Ada), await KeyAsync(tenant, LimitedTenants.Ada),
            await KeyAsync(tenant, LimitedTenants.Ben), await KeyAsync(tenant, LimitedTenants.Ben),
        };

        var hammered = await Task.WhenAll(keys.Select(key => CallAsync(_tenants.Process(), key, 200)));

        hammered.Sum(Allowed).Should().BeInRange(300, 302);
    }

    private Task<TenantContext> KeyAsync(TenantId tenant, UserId user) => _tenants.Database.IssueKeyAsync(tenant, user);

    private Task PassAsync(string table, TenantContext key, string interval) =>
        _tenants.Superuser.RunAsync($"update pp.{table} set updated_at = updated_at - interval '{interval}' where tenant_id = {Number(key)}");

    private static string Number(TenantContext key) => $"(select tenant_id from pp.tenants where slug = '{key.Tenant}')";

    private static async Task<IReadOnlyList<CallVerdict>> CallAsync(ICallLimiter process, TenantContext key, int calls)
    {
        var verdicts = new List<CallVerdict>();
        for (var i = 0; i < calls; i++)
            verdicts.Add(await process.TakeAsync(key, s_session, "query_metrics", CancellationToken.None));

        return verdicts;
    }

    private static int Allowed(IReadOnlyList<CallVerdict> verdicts) => verdicts.Count(v => v.IsAllowed);
}
