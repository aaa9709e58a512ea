using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Moves;

/// <summary>A tenant's facts are asked in its own dataset or nowhere else, and nobody switches what somebody else has switched meanwhile.</summary>
[Attack]
internal sealed class WarehouseSwitchTests
{
    private static readonly TenantId s_aurora = ThreeTenants.Aurora;
    private static readonly WarehousePlace s_own = WarehousePlace.Parse("bigquery:acme.t_aurora@EU");
    private static readonly WarehousePlace s_others = WarehousePlace.Parse("bigquery:acme.t_borealis@EU");

    private ThreeTenants _tenants = null!; // made before each test

    private ITenantWarehouses Warehouses => _tenants.Database.Get<ITenantWarehouses>();

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        var places = _tenants.Database.Get<IProvisionedPlaces>();
        foreach (var (tenant, place) in new[] { (s_aurora, s_own), (ThreeTenants.Borealis, s_others) })
        {
            await places.ClaimAsync(tenant, place, CancellationToken.None);
            await places.RecordAsync(tenant, place, CancellationToken.None);
        }
    }

    [TearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task The_dataset_of_another_tenant_is_never_the_target()
    {
        var seen = await Warehouses.FindAsync(s_aurora, CancellationToken.None);

        foreach (var place in new[] { s_others, s_own with { Location = "US" }, WarehousePlace.Parse("bigquery:acme.t_nobody@EU"), WarehousePlace.Parse("bigquery:ACME.T_AURORA@EU") })
        {
            var switching = () => Warehouses.SwitchAsync(s_aurora, seen, place, "g1", CancellationToken.None);
            (await switching.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.ValueInvalid, place.ToString());
        }

        (await Warehouses.FindAsync(s_aurora, CancellationToken.None)).Engine.Should().Be(WarehouseEngine.DuckDb);
    }

    [Test]
    public async Task Not_even_when_the_row_names_it_as_provisioned()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"update pp.tenants set provisioned_place = '{s_others}' where slug = 'aurora'");
        var seen = await Warehouses.FindAsync(s_aurora, CancellationToken.None);

        var switching = () => Warehouses.SwitchAsync(s_aurora, seen, s_others, "g1", CancellationToken.None);

        (await switching.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.ValueInvalid);
    }

    [Test]
    public async Task Whoever_saw_it_elsewhere_switches_nothing()
    {
        var seen = await Warehouses.FindAsync(s_aurora, CancellationToken.None);
        await Warehouses.SwitchAsync(s_aurora, seen, s_own, "g1", CancellationToken.None);

        var switching = () => Warehouses.SwitchAsync(s_aurora, seen, dataset: null, "g1", CancellationToken.None);

        (await switching.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        (await Warehouses.FindAsync(s_aurora, CancellationToken.None)).Dataset.Should().Be(s_own);
    }

    [Test]
    public async Task Of_many_who_saw_the_same_one_switches()
    {
        var seen = await Warehouses.FindAsync(s_aurora, CancellationToken.None);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => HasSwitchedAsync(seen)));

        outcomes.Count(o => o).Should().Be(1);
    }

    // What the tests above are worth: without the comparison, or the owner, they would fail.
    [Test]
    public async Task Without_the_comparison_the_later_one_would_win()
    {
        await WeakenAsync(
            "pp_steward.move_warehouse(text,text,text,text,text)",
            "was.warehouse_kind is distinct from p_seen_kind or was.warehouse_place is distinct from p_seen_place",
            "false");
        var seen = await Warehouses.FindAsync(s_aurora, CancellationToken.None);
        await Warehouses.SwitchAsync(s_aurora, seen, s_own, "g1", CancellationToken.None);

        await Warehouses.SwitchAsync(s_aurora, seen, dataset: null, "g1", CancellationToken.None);

        (await Warehouses.FindAsync(s_aurora, CancellationToken.None)).Engine.Should().Be(WarehouseEngine.DuckDb);
    }

    [Test]
    public async Task Without_the_owner_of_the_dataset_a_row_that_names_anothers_would_do()
    {
        await WeakenAsync("pp_steward.move_warehouse(text,text,text,text,text)", " and d.tenant_id = tenant", "");
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"update pp.tenants set provisioned_place = '{s_others}' where slug = 'aurora'");
        var seen = await Warehouses.FindAsync(s_aurora, CancellationToken.None);

        await Warehouses.SwitchAsync(s_aurora, seen, s_others, "g1", CancellationToken.None);

        (await Warehouses.FindAsync(s_aurora, CancellationToken.None)).Dataset.Should().Be(s_others);
    }

    [Test]
    public async Task No_key_switches_or_sees_any_of_it()
    {
        var key = await _tenants.Database.IssueKeyAsync(s_aurora, ThreeTenants.Analyst, Permissions.All);
        await using var psql = await _tenants.Database.LogInAsync(key);

        (await psql.RefusalOfAsync($"select pp_steward.move_warehouse('aurora', 'duckdb', null, '{s_own}', 'g1')")).Should().StartWith("42501");
        (await psql.RefusalOfAsync("select * from pp_steward.warehouse_of('aurora')")).Should().StartWith("42501");
        (await psql.RefusalOfAsync("update pp.tenants set warehouse_kind = 'bigquery'")).Should().StartWith("42501");
    }

    private async Task<bool> HasSwitchedAsync(TenantWarehouse seen)
    {
        try
        {
            await Warehouses.SwitchAsync(s_aurora, seen, s_own, "g1", CancellationToken.None);
            return true;
        }
        catch (RefusalException moved) when (moved.Code == RefusalCode.SourceUnavailable)
        {
            return false;
        }
    }

    private async Task WeakenAsync(string function, string from, string to)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        var text = await superuser.ScalarAsync<string>($"select pg_get_functiondef('{function}'::regprocedure)");
        text.Should().Contain(from);
        await superuser.RunAsync(text!.Replace(from, to, StringComparison.Ordinal)); // it exists
    }
}
