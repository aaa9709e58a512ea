using FluentAssertions;
using NodaTime;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Privacy;

internal sealed class ErasureTests
{
    private static readonly UserId s_ada = new(Guid.Parse("0190a000-0000-7000-8000-0000000000ad"));
    private static readonly UserId s_bob = new(Guid.Parse("0190a000-0000-7000-8000-0000000000b0"));

    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _superuser = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        foreach (var tenant in new[] { ThreeTenants.Aurora, ThreeTenants.Borealis })
            await AddPeopleAsync(tenant);

        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await _superuser.RunAsync($"""
            insert into pp.questions (tenant_id, id, user_id, kid, tool, question, outcome)
              select t, pp.uuid_now(), u, gen_random_uuid(), 'ask_question', 'how is ' || u, 'ok'
                from unnest(array[{_tenants.AuroraNumber}, {_tenants.BorealisNumber}]) t, unnest(array['{s_ada}', '{s_bob}']::uuid[]) u;
            insert into pp.feedback (tenant_id, question_id, user_id, verdict, expected, note)
              select tenant_id, id, user_id, 'wrong', 'more', 'says ' || user_id from pp.questions where user_id in ('{s_ada}', '{s_bob}')
            """);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    private IErasure Erasure => _tenants.Database.Get<IErasure>();

    [Test]
    public async Task A_person_is_forgotten_and_their_id_stays()
    {
        var key = await IssueAsync(s_ada);

        var report = await Erasure.EraseAsync(ThreeTenants.Aurora, s_ada, CancellationToken.None);

        report.Should().Be(new ErasureReport(Keys: 1, Questions: 1, Feedback: 1));
        (await _superuser.ColumnAsync($"select name || ' ' || email from pp.users where tenant_id = {_tenants.AuroraNumber} and id = '{s_ada}'"))
            .Should().Equal($"erased person {s_ada}@erased.invalid");
        (await CountAsync("pp.questions", "question is null")).Should().Be(1);
        (await CountAsync("pp.feedback", "expected is null and note is null and verdict = 'wrong'")).Should().Be(1);
        await ReadAsync(key).Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task Nobody_else_is_touched()
    {
        var colleague = await IssueAsync(s_bob);

        await Erasure.EraseAsync(ThreeTenants.Aurora, s_ada, CancellationToken.None);

        (await _superuser.ScalarAsync<long>("select count(*) from pp.questions where question like 'how is %'")).Should().Be(3);
        (await _superuser.ScalarAsync<long>("select count(*) from pp.feedback where note like 'says %'")).Should().Be(3);
        (await _superuser.ScalarAsync<long>("select count(*) from pp.users where name = 'Ada'")).Should().Be(1);
        await ReadAsync(colleague).Should().NotThrowAsync();
    }

    [Test]
    public async Task Erasing_again_does_no_more()
    {
        await Erasure.EraseAsync(ThreeTenants.Aurora, s_ada, CancellationToken.None);

        (await Erasure.EraseAsync(ThreeTenants.Aurora, s_ada, CancellationToken.None)).Should().Be(new ErasureReport(0, 0, 0));
        (await _superuser.ScalarAsync<long>("select count(*) from pp.audit_log where action = 'user.erase'")).Should().Be(1);
    }

    [Test]
    public async Task An_erased_person_gets_no_key_and_no_name_back()
    {
        await Erasure.EraseAsync(ThreeTenants.Aurora, s_ada, CancellationToken.None);
        await AddPeopleAsync(ThreeTenants.Aurora);

        (await _superuser.ScalarAsync<long>($"select count(*) from pp.users where tenant_id = {_tenants.AuroraNumber} and name = 'Ada'")).Should().Be(0);
        await ((Func<Task>)(() => IssueAsync(s_ada))).Should().ThrowAsync<RefusalException>().WithMessage("*no such person*");
    }

    [Test]
    public async Task An_administrator_of_the_tenant_erases_and_is_named_in_the_audit_log()
    {
        var admin = await IssueAsync(s_bob, Permissions.TenantAdmin | Permissions.AuditRead);

        await Erasure.EraseInOwnTenantAsync(admin, s_ada, CancellationToken.None);

        var now = SystemClock.Instance.GetCurrentInstant();
        var entries = await _tenants.Database.Get<IAuditLog>().ReadAsync(
            admin,
            new AuditQuery { From = now - Duration.FromDays(1), Until = now + Duration.FromDays(1), Action = "user.erase", Limit = 10 },
            CancellationToken.None);
        entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Actor = s_bob, ActorName = "Bob", Target = s_ada.ToString() });
    }

    [Test]
    public async Task An_old_snapshot_of_the_person_is_cut_by_an_administrator_too()
    {
        var admin = await IssueAsync(s_bob, Permissions.TenantAdmin);
        await using var psql = await _tenants.Database.LogInAsync(await IssueAsync(s_ada));
        await psql.RunAsync("begin isolation level repeatable read; select 1 from pp.brands");

        await Erasure.EraseInOwnTenantAsync(admin, s_ada, CancellationToken.None);

        await ((Func<Task>)(() => psql.RunAsync("select 1"))).Should().ThrowAsync<NpgsqlException>();
    }

    [Test]
    public async Task A_person_of_another_tenant_and_one_that_nobody_has_get_the_same_answer()
    {
        var admin = await IssueAsync(s_bob, Permissions.TenantAdmin);
        var foreign = new UserId(Guid.Parse("0190a000-0000-7000-8000-00000000f0f0"));
        await _tenants.Database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(ThreeTenants.Cinder, "cinder", "AUD", "Europe/London", true, [], [new UserDescription(foreign, "Fay", "fay@cinder.example")]),
            CancellationToken.None);

        var ofForeign = await RefusalAsync(admin, foreign);
        var ofNobody = await RefusalAsync(admin, new UserId(Guid.Parse("0190a000-0000-7000-8000-00000000ffff")));

        ofForeign.Should().Be(ofNobody);
        (await _superuser.ScalarAsync<long>("select count(*) from pp.users where name = 'Fay'")).Should().Be(1);
    }

    [Test]
    public async Task A_key_that_may_not_administer_the_whole_tenant_erases_nobody()
    {
        var analyst = await IssueAsync(s_bob);
        var luma = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, s_bob, Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        var admin = await IssueAsync(s_ada, Permissions.TenantAdmin);

        foreach (var key in new[] { analyst, luma, admin })
            await ((Func<Task>)(() => Erasure.EraseInOwnTenantAsync(key, s_ada, CancellationToken.None))).Should().ThrowAsync<RefusalException>();

        (await CountAsync("pp.questions", "question is null")).Should().Be(0);
    }

    private Task<int> AddPeopleAsync(TenantId tenant) => _tenants.Database.Get<ITenantRegistry>().EnsureAsync(
        new TenantDescription(
            tenant, tenant.Value, "USD", "Europe/London", true, [],
            [new UserDescription(s_ada, "Ada", $"ada@{tenant}.example"), new UserDescription(s_bob, "Bob", $"bob@{tenant}.example")]),
        CancellationToken.None);

    private Task<TenantContext> IssueAsync(UserId person, Permissions permissions = Permissions.AnalyticsRead) =>
        _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, person, permissions);

    private Func<Task> ReadAsync(TenantContext key) => () => _tenants.Database.Get<ITenantProfiles>().ReadAsync(key, CancellationToken.None);

    private async Task<string> RefusalAsync(TenantContext admin, UserId person)
    {
        var refused = await ((Func<Task>)(() => Erasure.EraseInOwnTenantAsync(admin, person, CancellationToken.None))).Should().ThrowAsync<RefusalException>();
        return $"{refused.Which.Code} {refused.Which.Message} {refused.Which.NextStep}";
    }

    private Task<long> CountAsync(string table, string condition) =>
        _superuser.ScalarAsync<long>($"select count(*) from {table} where tenant_id = {_tenants.AuroraNumber} and user_id = '{s_ada}' and {condition}")!;
}
