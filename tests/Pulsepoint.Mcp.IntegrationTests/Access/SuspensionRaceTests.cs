using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Access;

/// <summary>A key that is made while its organisation is suspended, or is just being suspended, is never a live one.</summary>
[Attack]
internal sealed class SuspensionRaceTests
{
    private const string Suspend = "select pp_admin.set_tenant_status('aurora', 'suspended')";

    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _superuser = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [Test]
    public async Task A_key_issued_while_its_organisation_is_suspended_is_refused_from_the_start()
    {
        await _superuser.RunAsync(Suspend);

        var key = await IssueAsync();

        await ShouldBeSuspendedAsync(key);
    }

    [Test]
    public async Task A_key_issued_while_its_organisation_was_suspended_works_once_that_is_over()
    {
        await _superuser.RunAsync(Suspend);
        var key = await IssueAsync();

        await _superuser.RunAsync("select pp_admin.set_tenant_status('aurora', 'active')");

        (await _tenants.Database.Get<ITenantProfiles>().ReadAsync(key, CancellationToken.None)).Brands.Should().HaveCount(2);
    }

    [Test]
    public async Task An_issue_that_meets_a_suspension_under_way_waits_for_it_and_makes_a_suspended_key()
    {
        await using var suspending = await _superuser.BeginTransactionAsync();
        await _superuser.RunAsync(Suspend);

        var issue = IssueAsync();
        await UntilSomebodyWaitsAsync();
        await suspending.CommitAsync();

        await ShouldBeSuspendedAsync(await issue);
    }

    [Test]
    public async Task A_suspension_that_meets_an_issue_under_way_waits_for_it_and_suspends_the_new_key()
    {
        var kid = Guid.CreateVersion7();
        await using var issuing = await _superuser.BeginTransactionAsync();
        await _superuser.RunAsync($"select pp_auth.store_key('{kid}', {_tenants.AuroraNumber}, gen_random_uuid(), 'pp_k_x', sha256(''), 1, null, now() + interval '1 day', null)");

        var suspension = _tenants.Database.Get<ITenantAccess>().SuspendAsync(ThreeTenants.Aurora, CancellationToken.None);
        await UntilSomebodyWaitsAsync();
        await issuing.CommitAsync();
        await suspension;

        (await _superuser.ScalarAsync<long>($"select count(*) from pp_auth.api_keys where kid = '{kid}' and suspended_at is not null")).Should().Be(1);
        (await _tenants.Database.Get<IKeyRegistry>().IsLiveAsync(new KeyId(kid), CancellationToken.None)).Should().BeFalse();
    }

    private Task<TenantContext> IssueAsync() => _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);

    private async Task ShouldBeSuspendedAsync(TenantContext key)
    {
        var read = () => _tenants.Database.Get<ITenantProfiles>().ReadAsync(key, CancellationToken.None);

        (await read.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.TenantSuspended);
        (await _tenants.Database.Get<IKeyRegistry>().IsLiveAsync(key.Key, CancellationToken.None)).Should().BeFalse();
        await using var psql = await _tenants.Database.LogInAsync(key);
        (await psql.ScalarAsync<long>("select count(*) from pp.sales_daily")).Should().Be(0);
        (await psql.RefusalOfAsync("select pp_auth.require_session(0)")).Should().Be("28000 pulsepoint:suspended");
    }

    /// <summary>Until a session of this database waits for a lock that another holds.</summary>
    private async Task UntilSomebodyWaitsAsync()
    {
        await using var watcher = await _tenants.Database.LogInAsSuperuserAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await watcher.ScalarAsync<long>("select count(*) from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()") == 0)
            patience.Token.ThrowIfCancellationRequested();
    }
}
