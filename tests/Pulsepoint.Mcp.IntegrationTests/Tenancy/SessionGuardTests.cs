using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A database that was set up wrongly is not asked, whatever it would answer.</summary>
internal sealed class SessionGuardTests
{
    private PostgresServer _server = null!; // of its own: the lint of every database sees the roles of the whole server
    private ThreeTenants _tenants = null!;
    private TenantContext _analyst = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await PostgresServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync(_server);
        _analyst = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
    }

    [TearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [TestCase("alter role {login} superuser", "*(superuser)*")]
    [TestCase("alter role {login} bypassrls", "*(bypassrls)*")]
    [TestCase("alter role {login} createrole", "*(createrole)*")]
    [TestCase("alter role {login} replication", "*(replication)*")]
    [TestCase("grant pp_owner to {login}", "*(member of pp_owner)*")]
    [TestCase("grant pp_steward to {login}", "*(member of pp_steward)*")]
    [TestCase("grant pg_read_all_data to {login}", "*(member of pg_read_all_data)*")]
    [TestCase("create table pp.mine (a int); alter table pp.mine owner to {login}", "*(owner of mine)*")]
    public async Task A_login_with_more_rights_than_a_key_has_is_refused(string mistake, string sentence)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync(mistake.Replace("{login}", _analyst.Login.Role, StringComparison.Ordinal));

        await ReadAsync().Should().ThrowAsync<RefusalException>().WithMessage(sentence).Where(e => e.Code == RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task A_database_that_lacks_a_migration_is_refused()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("delete from pp_journal.migrations where name = (select max(name collate \"C\") from pp_journal.migrations)");

        await ReadAsync().Should().ThrowAsync<RefusalException>().WithMessage("*not at the schema*");
    }

    [Test]
    public async Task A_login_of_a_key_is_trusted() =>
        await ReadAsync().Should().NotThrowAsync();

    private Func<Task> ReadAsync() => () => _tenants.Database.Get<ITenantProfiles>().ReadAsync(_analyst, CancellationToken.None);
}
