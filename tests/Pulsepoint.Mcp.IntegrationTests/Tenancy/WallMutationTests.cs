using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>The attacks and the lint are only worth something if they notice a hole: each hole is made here and seen.</summary>
internal sealed class WallMutationTests
{
    [TestCase("drop policy tenant_wall on pp.sales_daily", "pp.sales_daily", "pp.sales_daily: the tenant wall*")]
    [TestCase("alter policy tenant_wall on pp.brands using (true)", "pp.brands", "pp.brands: the tenant wall*")]
    [TestCase("alter table pp.users disable row level security", "pp.users", "pp.users: row-level security*")]
    [TestCase("grant select on pp.audit_log_late, pp.questions_late to pp_app; alter table pp.questions_late disable row level security", "pp.questions_late", "pp.questions_late: *")]
    public async Task A_hole_in_the_wall_is_noticed_by_an_attack_and_by_the_lint(string hole, string table, string finding)
    {
        await using var tenants = await ThreeTenants.CreateAsync();
        await using var superuser = await tenants.Database.LogInAsSuperuserAsync();
        var aurora = await tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All);
        await using var psql = await tenants.Database.LogInAsync(aurora);

        await superuser.RunAsync(hole);

        (await psql.ScalarAsync<long>($"select count(*) from {table} where tenant_id <> {tenants.AuroraNumber}")).Should().BePositive();
        (await tenants.Database.Get<IMigrator>().CheckAsync(CancellationToken.None)).Findings.Should().ContainMatch(finding);
    }

    [Test]
    public async Task A_hole_in_the_brand_wall_is_noticed_by_an_attack_and_by_the_lint()
    {
        await using var tenants = await ThreeTenants.CreateAsync();
        await using var superuser = await tenants.Database.LogInAsSuperuserAsync();
        var lumaOnly = await tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, brands: BrandScope.Of([ThreeTenants.Luma]));
        await using var psql = await tenants.Database.LogInAsync(lumaOnly);

        await superuser.RunAsync("drop policy brand_wall on pp.ads_daily");

        (await psql.ColumnAsync("select distinct brand_id from pp.ads_daily")).Should().Contain("peakform");
        (await tenants.Database.Get<IMigrator>().CheckAsync(CancellationToken.None)).Findings.Should().ContainMatch("pp.ads_daily: the brand wall*");
    }
}
