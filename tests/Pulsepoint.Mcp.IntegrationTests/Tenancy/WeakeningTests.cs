using System.Globalization;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>Each weakening is tried before, where it gains nothing, and after, where an attack and the lint both notice it.</summary>
internal sealed class WeakeningTests
{
    [TestCaseSource(typeof(Weakenings), nameof(Weakenings.OfOneDatabase))]
    public async Task A_weakening_is_noticed_by_an_attack_and_by_the_lint(Weakening weakening) =>
        await ShouldBeNoticedAsync(await PostgresServer.SharedAsync(), weakening);

    [TestCaseSource(typeof(Weakenings), nameof(Weakenings.OfTheServer))]
    public async Task A_weakening_of_the_whole_server_is_noticed_by_an_attack_and_by_the_lint(Weakening weakening)
    {
        await using var server = await PostgresServer.StartAsync();

        await ShouldBeNoticedAsync(server, weakening);
    }

    private static async Task ShouldBeNoticedAsync(PostgresServer server, Weakening weakening)
    {
        await using var tenants = await ThreeTenants.CreateAsync(server);

        var held = await GainAsync(tenants, weakening);
        await using var superuser = await tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("select pp_auth.mark_status(tenant_id, 'active') from pp_auth.tenant_status; " + Fill(tenants, weakening.Hole));
        var gained = await GainAsync(tenants, weakening);
        var findings = (await tenants.Database.Get<IMigrator>().CheckAsync(CancellationToken.None)).Findings;

        held.Should().Be(0);
        gained.Should().BePositive();
        findings.Should().ContainMatch(weakening.Finding);
    }

    /// <summary>What the holder of a fresh key gets by the attack: nothing where it is refused.</summary>
    private static async Task<long> GainAsync(ThreeTenants tenants, Weakening weakening)
    {
        await tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst, Permissions.All);
        var key = await tenants.Database.IssueKeyAsync(
            ThreeTenants.Aurora,
            ThreeTenants.Analyst,
            weakening.WithoutAnalytics ? Permissions.All & ~Permissions.AnalyticsRead : Permissions.All,
            weakening.OneBrand ? BrandScope.Of([ThreeTenants.Luma]) : null);
        await using var psql = weakening.ByOwner ? await tenants.Database.LogInAsMigratorAsync() : await tenants.Database.LogInAsync(key);
        if (weakening.ByOwner)
            await psql.RunAsync("set role pp_owner");
        if (weakening.Before is { } before)
        {
            await psql.RunAsync(before);
            (await psql.ScalarAsync<long>(weakening.Attack)).Should().BePositive("the attack begins with a key that is good");
        }

        if (weakening.Ending is { } ending)
        {
            await using var superuser = await tenants.Database.LogInAsSuperuserAsync();
            await superuser.RunAsync(ending.Replace("{kid}", key.Key.ToString(), StringComparison.Ordinal));
        }

        try
        {
            return await psql.ScalarAsync<long>(Fill(tenants, weakening.Attack));
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction)
        {
            return 0;
        }
    }

    private static string Fill(ThreeTenants tenants, string sql) =>
        sql.Replace("{other}", tenants.BorealisNumber.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
