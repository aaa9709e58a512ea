using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Administration;

/// <summary>Organisations, people and brands are added and listed, and nobody reaches beyond what they administer.</summary>
internal sealed class RosterTests
{
    private static readonly NewTenant s_delta = new(TenantId.Parse("delta"), "Delta", "EUR", "Europe/Paris", 30);
    private static readonly Brand s_moss = new(BrandId.Parse("moss"), "Moss", "GBP", "Europe/London", []);

    private ThreeTenants _tenants = null!;
    private TenantContext _admin = null!;
    private NpgsqlConnection _superuser = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _admin = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.TenantAdmin);
        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    private ITenantOffice Office => _tenants.Database.Get<ITenantOffice>();

    private ITenantRoster Roster => _tenants.Database.Get<ITenantRoster>();

    private IOwnTenantRoster Own => _tenants.Database.Get<IOwnTenantRoster>();

    [Test]
    public async Task An_organisation_is_added_once_and_another_of_its_slug_is_refused()
    {
        (await Office.AddAsync(s_delta, CancellationToken.None)).Should().BeTrue();
        (await Office.AddAsync(s_delta, CancellationToken.None)).Should().BeFalse();
        var other = () => Office.AddAsync(s_delta with { Name = "Another" }, CancellationToken.None);

        (await other.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("nothing was changed");
        (await ListedAsync("delta")).Should().BeEquivalentTo(new { Name = "Delta", Status = "active", RetentionDays = 30, Brands = 0, People = 0, LiveKeys = 0, IsDemo = false });
        (await AuditedAsync("tenant.add", "delta")).Should().Be(1);
    }

    [Test]
    public async Task The_list_counts_each_organisations_own_brands_people_and_live_keys()
    {
        var tenants = await Office.ListAsync(CancellationToken.None);

        tenants.Select(t => (t.Tenant.Value, t.Brands, t.People, t.LiveKeys)).Should().Equal(("aurora", 2, 1, 1), ("borealis", 2, 1, 0), ("cinder", 1, 1, 0));
    }

    [Test]
    public async Task A_limit_changes_alone_and_zero_brings_the_default_back()
    {
        await Office.LimitAsync(ThreeTenants.Aurora, new CallLimits(7, null, null, 20), CancellationToken.None);
        var after = await Office.LimitAsync(ThreeTenants.Aurora, new CallLimits(null, null, 50, null), CancellationToken.None);
        var back = await Office.LimitAsync(ThreeTenants.Aurora, new CallLimits(0, null, null, null), CancellationToken.None);

        after.Should().Be(new CallLimits(7, 100, 50, 20));
        back.Should().Be(new CallLimits(100, 100, 50, 20));
        (await ListedAsync("borealis")).Limits.Should().Be(new CallLimits(100, 100, 1000, 1000));
        (await AuditedAsync("tenant.limits", "aurora")).Should().Be(3);
    }

    [Test]
    public async Task A_person_is_added_once_through_either_door()
    {
        var first = await Own.AddPersonAsync(_admin, "Ada", "ada@aurora.example", CancellationToken.None);
        var again = await Roster.AddPersonAsync(ThreeTenants.Aurora, "Ada", "ADA@aurora.example", CancellationToken.None);
        var renamed = () => Own.AddPersonAsync(_admin, "Eve", "ada@aurora.example", CancellationToken.None);

        again.Should().Be(first with { IsNew = false });
        await renamed.Should().ThrowAsync<RefusalException>().WithMessage("*under another name*");
        (await Own.ListPeopleAsync(_admin, CancellationToken.None)).Select(p => p.Name).Should().Equal("Ada", "Analyst");
        (await Roster.ListPeopleAsync(ThreeTenants.Borealis, CancellationToken.None)).Select(p => p.Name).Should().Equal("Analyst");
        (await AuditedAsync("user.add", first.User.ToString())).Should().Be(1);
    }

    [Test]
    public async Task A_brand_is_added_once_through_either_door()
    {
        (await Own.AddBrandAsync(_admin, s_moss, CancellationToken.None)).Should().BeTrue();
        (await Roster.AddBrandAsync(ThreeTenants.Aurora, s_moss, CancellationToken.None)).Should().BeFalse();
        var other = () => Own.AddBrandAsync(_admin, s_moss with { Currency = "USD" }, CancellationToken.None);
        var namesake = () => Own.AddBrandAsync(_admin, s_moss with { Id = BrandId.Parse("moss-two") }, CancellationToken.None);

        await other.Should().ThrowAsync<RefusalException>().WithMessage("*nothing was changed*");
        await namesake.Should().ThrowAsync<RefusalException>().WithMessage("*nothing was changed*");
        (await Own.ListBrandsAsync(_admin, CancellationToken.None)).Select(b => b.Id.Value).Should().Equal("luma-skin", "moss", "peakform");
        (await Roster.ListBrandsAsync(ThreeTenants.Borealis, CancellationToken.None)).Should().HaveCount(2);
        (await AuditedAsync("brand.add", "moss")).Should().Be(1);
    }

    [Test]
    public async Task What_selling_costs_a_brand_is_set_through_either_door_and_on_record()
    {
        var costs = new BrandCosts(4.20m, 0.0295m);
        var luma = BrandId.Parse("luma-skin");

        (await Own.ChangeCostsAsync(_admin, luma, costs, CancellationToken.None)).Should().BeTrue();
        (await Roster.ChangeCostsAsync(ThreeTenants.Aurora, luma, costs, CancellationToken.None)).Should().BeFalse();
        var foreign = () => Own.ChangeCostsAsync(_admin, BrandId.Parse("nordpaw"), costs, CancellationToken.None);

        await foreign.Should().ThrowAsync<RefusalException>().WithMessage("*no such brand*");
        (await Own.ListBrandsAsync(_admin, CancellationToken.None)).Select(b => b.Costs).Should().Equal(costs, BrandCosts.NotSet);
        var analyst = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
        (await _tenants.Database.Get<ITenantProfiles>().ReadAsync(analyst, CancellationToken.None)).Brands[0].Costs.Should().Be(costs);
        (await AuditedAsync("brand.costs", "luma-skin")).Should().Be(1);
    }

    [TestCase("'NaN', 0")]
    [TestCase("0, 'NaN'")]
    [TestCase("-1, 0")]
    [TestCase("100000, 0")]
    [TestCase("0, 1.01")]
    public async Task Costs_that_nothing_could_be_computed_with_are_refused_also_from_psql(string costs)
    {
        await using var psql = await _tenants.Database.LogInAsync(_admin);

        var set = () => psql.RunAsync($"select pp_auth.change_costs_in_own_tenant('luma-skin', {costs})");

        await set.Should().ThrowAsync<Exception>().WithMessage("*costs_malformed*");
    }

    [Test]
    public async Task A_key_that_may_not_administer_the_whole_organisation_lists_and_adds_nothing()
    {
        foreach (var key in await KeysThatMayNotAsync())
        {
            Func<Task>[] attempts =
            [
                () => Own.ListPeopleAsync(key, CancellationToken.None), () => Own.AddPersonAsync(key, "Eve", "eve@aurora.example", CancellationToken.None),
                () => Own.ListBrandsAsync(key, CancellationToken.None), () => Own.AddBrandAsync(key, s_moss, CancellationToken.None),
                () => Own.ChangeCostsAsync(key, BrandId.Parse("luma-skin"), new BrandCosts(1m, 0m), CancellationToken.None),
            ];
            foreach (var attempt in attempts)
                await attempt.Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.PermissionDenied);
        }

        (await _superuser.ScalarAsync<long>("select count(*) from pp.users where name = 'Eve'")).Should().Be(0);
        (await _superuser.ScalarAsync<long>("select count(*) from pp.brands where brand_id = 'moss'")).Should().Be(0);
    }

    [Test]
    public async Task That_it_may_not_is_put_on_record_and_that_another_may_is_not()
    {
        var audit = _tenants.Database.Get<IAuditLog>();
        foreach (var key in (await KeysThatMayNotAsync()).Append(_admin))
            await audit.DenyAdministrationAsync(key, "key.list", CancellationToken.None);

        (await _superuser.ColumnAsync("select object || ' ' || detail::text from pp.audit_log where action = 'permission.denied' order by id"))
            .Should().Equal("key.list {\"permissions\": 32}", "key.list {\"brand_limited\": true}");
    }

    [Test, Attack]
    public async Task A_key_in_psql_reaches_none_of_the_platforms_functions_and_names_no_tenant()
    {
        await using var psql = await _tenants.Database.LogInAsync(_admin);

        foreach (var statement in new[]
        {
            "select pp_steward.add_tenant('mine', 'Mine', 'USD', 'Europe/London', null)", "select * from pp_steward.list_tenants()",
            "select * from pp_steward.change_limits('aurora', 9999, null, null, null)", "select * from pp_steward.list_people('borealis')",
            $"select * from pp_steward.people_of({_tenants.BorealisNumber})", $"select * from pp_steward.add_person({_tenants.BorealisNumber}, 'Eve', 'eve@x')",
            $"select pp_auth.standing_of({_tenants.BorealisNumber})", "select pp.deny_administration('made up')",
        })
            (await psql.RefusalOfAsync(statement)).Should().NotBeNull(statement);
    }

    private async Task<IReadOnlyList<TenantContext>> KeysThatMayNotAsync() =>
    [
        await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All & ~Permissions.TenantAdmin),
        await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, BrandScope.Of([ThreeTenants.Luma])),
    ];

    private async Task<ListedTenant> ListedAsync(string slug) => (await Office.ListAsync(CancellationToken.None)).Single(t => t.Tenant.Value == slug);

    private Task<long> AuditedAsync(string action, string target) =>
        _superuser.ScalarAsync<long>($"select count(*) from pp.audit_log where action = '{action}' and object = '{target}'")!;
}
