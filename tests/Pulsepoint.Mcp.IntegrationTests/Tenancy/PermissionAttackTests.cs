using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>What a plain analyst's login sees of colleagues, and of other logins of the server.</summary>
[Attack]
internal sealed class PermissionAttackTests
{
    private ThreeTenants _tenants = null!;
    private TenantContext _analyst = null!;
    private NpgsqlConnection _psql = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _analyst = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
        _psql = await _tenants.Database.LogInAsync(_analyst);
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        await _psql.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [TestCase("questions")]
    [TestCase("feedback")]
    [TestCase("usage_events")]
    [TestCase("usage_daily")]
    [TestCase("audit_log")]
    public async Task Rows_of_colleagues_need_a_permission(string table)
    {
        (await _psql.ScalarAsync<long>($"select count(*) from pp.{table}")).Should().Be(0);
    }

    [TestCase(2)]
    [TestCase(16)]
    [TestCase(33)]
    public async Task A_permission_that_the_key_lacks_is_refused_loudly(int need)
    {
        (await _psql.RefusalOfAsync($"select pp_auth.require_session({need})")).Should().Be("28000 pulsepoint:not_permitted");
    }

    [TestCase("select * from pp_auth.export_own_tenant()", "28000 pulsepoint:not_permitted")]
    [TestCase("select * from pp_steward.export_tenant('aurora')", "42501 permission denied for schema pp_steward")]
    [TestCase("select * from pp_steward.hand_over(1)", "42501 permission denied for schema pp_steward")]
    [TestCase("select pp_admin.delete_tenant('borealis')", "42501 permission denied for schema pp_admin")]
    [TestCase("select pp_admin.set_tenant_status('borealis', 'deleting')", "42501 permission denied for schema pp_admin")]
    [TestCase("select pp_auth.mark_status(1, 'deleted')", "42501 permission denied for function mark_status")]
    public async Task Nothing_is_exported_or_deleted_without_the_right_to(string sql, string refusal)
    {
        (await _psql.RefusalOfAsync(sql)).Should().Be(refusal);
    }

    [Test]
    public async Task The_password_of_one_login_does_not_open_another()
    {
        var other = await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst);
        var forged = _analyst with { Login = new DatabaseLogin(other.Login.Role, _analyst.Login.Password) };

        var logIn = () => _tenants.Database.LogInAsync(forged);

        (await logIn.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("28P01");
    }

    [Test]
    public async Task The_login_enters_no_other_database()
    {
        foreach (var database in new[] { "postgres", "template1" })
        {
            var builder = new NpgsqlConnectionStringBuilder(_psql.ConnectionString)
            {
                Database = database,
                Password = _analyst.Login.Password.Reveal(),
                Pooling = false,
            };
            await using var connection = new NpgsqlConnection(builder.ConnectionString);

            var open = () => connection.OpenAsync();

            (await open.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
        }
    }

    [Test]
    public async Task No_more_than_five_sessions_are_open_for_one_key()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
        var sessions = new List<NpgsqlConnection>();
        for (var i = 0; i < 5; i++)
            sessions.Add(await _tenants.Database.LogInAsync(key));

        var sixth = () => _tenants.Database.LogInAsync(key);

        (await sixth.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("53300");
        foreach (var session in sessions)
            await session.DisposeAsync();
    }
}
