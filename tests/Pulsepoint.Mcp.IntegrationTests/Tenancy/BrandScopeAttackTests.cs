using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Rollups;
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

    // Rates are of no brand.
    private static readonly string[] s_rollups = [.. RollupTables.All.Except([RollupTables.Rates]).Select(t => t.Name)];

    [TestCase("brands")]
    [TestCase("connections")]
    [TestCase("sync_runs")]
    [TestCase("alert_rules")]
    [TestCase("alerts")]
    [TestCase("rollup_state")]
    [TestCaseSource(nameof(s_rollups))]
    public async Task Only_rows_of_the_brand_in_scope_are_there(string table)
    {
        var brands = await _psql.ColumnAsync($"select distinct brand_id from pp.{table}");

        brands.Should().Equal("luma-skin");
    }

    [Test]
    public async Task Alerts_about_every_brand_together_are_out_of_scope()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync(
            """
            insert into pp.alert_rules (tenant_id, id, name, kind, threshold) select tenant_id, gen_random_uuid(), 'all', 'data_missing', 1 from pp.tenants;
            insert into pp.alerts (tenant_id, id, rule_id, fired_at) select tenant_id, gen_random_uuid(), id, now() from pp.alert_rules where name = 'all'
            """);

        (await _psql.ScalarAsync<long>("select count(*) from pp.alert_rules where brand_id is null")).Should().Be(0);
        (await _psql.ScalarAsync<long>("select count(*) from pp.alerts where brand_id is null")).Should().Be(0);
    }

    [Test]
    public async Task Questions_about_all_brands_by_others_are_out_of_scope()
    {
        (await _psql.ScalarAsync<long>("select count(*) from pp.questions")).Should().Be(0);
        (await _psql.ScalarAsync<long>("select count(*) from pp.feedback")).Should().Be(0);
    }

    // A cursor keeps the policies of the role that declared it, and asks whose session it is only when it is read.
    [TestCase("set role pp_app")]
    [TestCase("set role pp_app_some")]
    [TestCase("begin; set local role pp_app; declare c cursor for select distinct brand_id from pp.sales_daily; reset role", "fetch all from c")]
    [TestCase("begin; set local role pp_app_some; declare c cursor for select distinct brand_id from pp.sales_daily; reset role", "fetch all from c")]
    [TestCase("set role pp_app; prepare p as select distinct brand_id from pp.sales_daily; reset role", "execute p")]
    public async Task No_role_that_it_can_become_sees_the_other_brand(string become, string read = "select distinct brand_id from pp.sales_daily")
    {
        await _psql.RunAsync(become);

        var seen = await _psql.ColumnAsync(read);

        await _psql.RunAsync("rollback; reset role; deallocate all");
        seen.Should().NotContain("peakform");
    }

    [Test]
    public async Task It_cannot_become_the_group_of_keys_for_every_brand()
    {
        (await _psql.RefusalOfAsync("set role pp_app_all")).Should().Be("42501 permission denied to set role \"pp_app_all\"");
    }

    [Test]
    public async Task Put_into_that_group_by_mistake_it_sees_nothing()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"grant pp_app_all to {key.Login.Role}; revoke pp_app_some from {key.Login.Role}");
        await using var psql = await _tenants.Database.LogInAsync(key);

        (await psql.ScalarAsync<long>("select count(*) from pp.sales_daily")).Should().Be(0);

        await superuser.RunAsync($"drop role {key.Login.Role}; delete from pp_auth.api_keys where kid = '{key.Key}'");
    }

    [Test]
    public async Task A_key_for_a_brand_of_another_tenant_cannot_be_made()
    {
        var issue = () => _tenants.Database.IssueKeyAsync(
            ThreeTenants.Aurora, ThreeTenants.Analyst, brands: BrandScope.Of([BrandId.Parse("nordpaw")]));

        await issue.Should().ThrowAsync<Core.Refusals.RefusalException>().WithMessage("*no such brand*");
    }
}
