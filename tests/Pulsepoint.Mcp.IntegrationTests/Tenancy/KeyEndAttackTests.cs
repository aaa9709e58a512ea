using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A key ended while its session stays open, and its holder goes on reading, by itself and by statements prepared before.</summary>
[Attack]
internal sealed class KeyEndAttackTests
{
    /// <summary>How a key ends, without the cutting of sessions that goes with it: the walls alone must hold.</summary>
    public static readonly string[] Endings =
    [
        "update pp_auth.api_keys set revoked_at = clock_timestamp() where kid = '{kid}'",
        "update pp_auth.api_keys set expires_at = clock_timestamp() where kid = '{kid}'",
        "select pp_auth.mark_status(tenant_id, 'suspended') from pp_auth.api_keys where kid = '{kid}'",
    ];

    /// <summary>Whatever a key can prepare and go on asking.</summary>
    public const string Prepare = "set plan_cache_mode = force_generic_plan; prepare sales as select count(*) from pp.sales_daily; prepare own as select count(*) from pp.tenants";

    private ThreeTenants _tenants = null!;

    [SetUp]
    public async Task SetUpAsync() => _tenants = await ThreeTenants.CreateAsync();

    [TearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [TestCaseSource(nameof(Endings))]
    public async Task An_open_session_of_a_key_that_ended_sees_nothing(string ending)
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All);
        await using var psql = await _tenants.Database.LogInAsync(key);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await psql.RunAsync(Prepare);
        var before = await psql.ScalarAsync<long>("execute sales");

        await superuser.RunAsync(ending.Replace("{kid}", key.Key.ToString(), StringComparison.Ordinal));

        before.Should().BePositive();
        (await psql.ScalarAsync<long>("execute sales")).Should().Be(0);
        (await psql.ScalarAsync<long>("execute own")).Should().Be(0);
        (await psql.ScalarAsync<long>("select count(*) from pp.sales_daily")).Should().Be(0);
        (await psql.ScalarAsync<long>("select count(*) from pp.brands")).Should().Be(0);
        (await psql.RefusalOfAsync("select pp_auth.require_session(0)")).Should().StartWith("28000");
    }
}
