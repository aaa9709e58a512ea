using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Audit;

internal sealed class AuditLogTests
{
    private ThreeTenants _tenants = null!;
    private TenantContext _auditor = null!;
    private TenantContext _analyst = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _auditor = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.AuditRead);
        _analyst = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
    }

    [TearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    private IAuditLog Log => _tenants.Database.Get<IAuditLog>();

    [Test]
    public async Task What_operators_did_is_read_newest_first_and_page_by_page()
    {
        var all = await Log.ReadAsync(_auditor, Now(100), CancellationToken.None);
        var first = await Log.ReadAsync(_auditor, Now(2), CancellationToken.None);
        var rest = await Log.ReadAsync(_auditor, Now(100) with { Before = first[^1].Id }, CancellationToken.None);

        all.Select(e => e.Action).Should().Contain(["tenant.add", "brand.ensure", "user.ensure", "key.issue", "rollup.replace"]);
        all.Should().OnlyContain(e => e.Actor == null);
        all.Select(e => e.Id).Should().BeInDescendingOrder(Comparer<Guid>.Default).And.Equal([.. first.Select(e => e.Id), .. rest.Select(e => e.Id)]);
    }

    [Test]
    public async Task An_action_or_all_of_one_thing_can_be_asked_for()
    {
        var keys = await Log.ReadAsync(_auditor, Now(100) with { Action = "key" }, CancellationToken.None);
        var brands = await Log.ReadAsync(_auditor, Now(100) with { Action = "brand.ensure" }, CancellationToken.None);
        var nothing = await Log.ReadAsync(_auditor, Now(100) with { Until = Instant.FromUtc(2026, 1, 2, 0, 0) }, CancellationToken.None);

        keys.Select(e => e.Action).Should().OnlyContain(a => a == "key.issue").And.HaveCount(2);
        brands.Select(e => e.Target).Should().BeEquivalentTo("luma-skin", "peakform");
        nothing.Should().BeEmpty();
    }

    [Test]
    public async Task A_key_without_audit_read_is_refused()
    {
        var read = () => Log.ReadAsync(_analyst, Now(10), CancellationToken.None);

        (await read.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.PermissionDenied);
    }

    [Test]
    public async Task A_denial_is_on_record_with_its_person()
    {
        await Log.DenyAsync(_analyst, "get_audit_log", Permissions.AuditRead, CancellationToken.None);

        var denied = (await Log.ReadAsync(_auditor, Now(10) with { Action = "permission.denied" }, CancellationToken.None)).Should().ContainSingle().Subject;
        denied.Actor.Should().Be(ThreeTenants.Analyst);
        denied.ActorName.Should().Be("Analyst");
        denied.Target.Should().Be("get_audit_log");
    }

    [Test]
    public async Task Nobody_can_put_a_denial_on_record_that_did_not_happen()
    {
        await Log.DenyAsync(_analyst, "query_metrics", Permissions.AnalyticsRead, CancellationToken.None);

        (await Log.ReadAsync(_auditor, Now(10) with { Action = "permission" }, CancellationToken.None)).Should().BeEmpty();
    }

    [Test]
    public async Task A_key_cannot_fill_the_log()
    {
        await using var psql = await _tenants.Database.LogInAsync(_analyst);

        await psql.RunAsync("select pp.deny('get_audit_log', 16) from generate_series(1, 150)");
        for (var i = 0; i < 120; i++)
            await psql.RunAsync("select pp.deny('get_audit_log', 16)");

        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ScalarAsync<long>("select count(*) from pp.audit_log where action = 'permission.denied'")).Should().Be(100);
    }

    [Attack]
    [TestCase("select pp.deny('tenant.delete', 16)", "22023*")]
    [TestCase("select pp.deny(null, 16)", "22023*")]
    [TestCase("select pp.deny('get_audit_log', 0)", "22023*")]
    [TestCase("select pp.deny('get_audit_log', 64)", "22023*")]
    [TestCase("select pp_steward.audit(1, 'tenant.delete', 'x', null)", "42501*")]
    [TestCase("select pp_steward.audited_today(1, 'key.issue', 1)", "42501*")]
    [TestCase("update pp.audit_log set action = 'nothing'", "42501*")]
    [TestCase("delete from pp.audit_log", "42501*")]
    public async Task The_record_cannot_be_forged_or_changed(string attack, string expected)
    {
        await using var psql = await _tenants.Database.LogInAsync(await AdministratorAsync());

        (await psql.RefusalOfAsync(attack)).Should().Match(expected);
    }

    [Test]
    public async Task A_denial_leaves_the_wall_of_operators_shut()
    {
        await using var psql = await _tenants.Database.LogInAsync(_analyst);

        await psql.RunAsync("begin; select pp.deny('get_audit_log', 16)");
        var named = await psql.ScalarAsync<string>("select current_setting('pp_steward.tenant', true)");
        var foreign = await psql.ScalarAsync<long>($"select count(*) from pp.brands where tenant_id <> {_tenants.AuroraNumber}");

        named.Should().BeEmpty();
        foreign.Should().Be(0);
    }

    [Test]
    public async Task A_key_limited_to_brands_sees_only_what_its_own_person_did()
    {
        var luma = await _tenants.Database.IssueKeyAsync(
            ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.AuditRead, BrandScope.Of([ThreeTenants.Luma]));
        await Log.DenyAsync(_analyst, "get_audit_log", Permissions.AuditRead, CancellationToken.None);

        var seen = await Log.ReadAsync(luma, Now(100), CancellationToken.None);

        seen.Select(e => e.Action).Should().Equal("permission.denied");
    }

    private Task<TenantContext> AdministratorAsync() =>
        _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All);

    private static AuditQuery Now(int limit) => new()
    {
        From = SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(1),
        Until = SystemClock.Instance.GetCurrentInstant() + Duration.FromDays(1),
        Limit = limit,
    };
}
