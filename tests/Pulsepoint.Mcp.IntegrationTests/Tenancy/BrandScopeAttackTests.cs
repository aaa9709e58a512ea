using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A key for one brand takes its login to psql and tries to reach the other brand of its own tenant.</summary>
[Attack]
internal sealed class BrandScopeAttackTests
{
    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _psql = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        var lumaOnly = await _tenants.Database.IssueKeyAsync(
            ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        _psql = await _tenants.Database.LogInAsync(lumaOnly);
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        await _psql.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [TestCase("brands")]
    [TestCase("connections")]
    [TestCase("sync_runs")]
    [TestCase("alert_rules")]
    [TestCase("alerts")]
    [TestCase("sales_daily")]
    [TestCase("ads_daily")]
    [TestCase("sessions_daily")]
    [TestCase("rollup_state")]
    public async Task Only_rows_of_the_brand_in_scope_are_there(string table)
    {
        var brands = await _psql.ColumnAsync($"select distinct brand_id from pp.{table}");

        brands.Should().Equal("luma-skin");
    }

    [Test]
    public async Task Questions_about_all_brands_by_others_are_out_of_scope()
    {
        (await _psql.ScalarAsync<long>("select count(*) from pp.questions")).Should().Be(0);
        (await _psql.ScalarAsync<long>("select count(*) from pp.feedback")).Should().Be(0);
    }

    [Test]
    public async Task A_key_for_a_brand_of_another_tenant_cannot_be_made()
    {
        var issue = () => _tenants.Database.IssueKeyAsync(
            ThreeTenants.Aurora, ThreeTenants.Analyst, brands: BrandScope.Of([BrandId.Parse("nordpaw")]));

        await issue.Should().ThrowAsync<Core.Refusals.RefusalException>().WithMessage("*no such brand*");
    }
}
