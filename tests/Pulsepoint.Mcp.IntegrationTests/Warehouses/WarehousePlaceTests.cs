using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Warehouses;

/// <summary>Where a tenant's dataset lies, its own row says, and no other's.</summary>
internal sealed class WarehousePlaceTests
{
    private ThreeTenants _tenants = null!; // made before the tests, as are the keys
    private TenantContext _aurora = null!;
    private TenantContext _borealis = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _aurora = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.AnalyticsRead, BrandScope.All);
        _borealis = await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst, Permissions.AnalyticsRead, BrandScope.All);
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_key_finds_its_own_tenants_place_alone()
    {
        await PlaceAsync("aurora", "bigquery:acme-eu.t_aurora@EU");
        await PlaceAsync("borealis", "bigquery:acme-us.t_borealis@us-east1");

        (await FindAsync(_aurora)).Should().Be(new WarehousePlace(DatasetName.Parse("acme-eu.t_aurora"), "EU"));
        (await FindAsync(_borealis)).Should().Be(new WarehousePlace(DatasetName.Parse("acme-us.t_borealis"), "us-east1"));
    }

    [Test]
    public async Task A_tenant_without_a_dataset_has_no_place()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("update pp.tenants set warehouse_kind = 'duckdb' where slug = 'aurora'");

        (await FindAsync(_aurora)).Should().BeNull();
    }

    [Test]
    public async Task A_place_that_is_none_is_a_refusal()
    {
        await PlaceAsync("aurora", "bigquery:t_aurora");

        var finding = () => FindAsync(_aurora);

        (await finding.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    private Task<WarehousePlace?> FindAsync(TenantContext tenant) => _tenants.Database.Get<IWarehousePlaces>().FindAsync(tenant, CancellationToken.None);

    private async Task PlaceAsync(string tenant, string place)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"update pp.tenants set warehouse_kind = 'bigquery', warehouse_place = '{place}' where slug = '{tenant}'");
    }
}
