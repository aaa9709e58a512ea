using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>What a key's login can do in psql although nobody needs it, and where it ends.</summary>
internal sealed class ResidualTests
{
    private ThreeTenants _tenants = null!;
    private TenantContext _aurora = null!;
    private NpgsqlConnection _psql = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _aurora = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All);
        _psql = await _tenants.Database.LogInAsync(_aurora);
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _psql.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [Test, Residual]
    public async Task Logins_can_be_counted_but_their_names_say_nothing()
    {
        var names = await _psql.ColumnAsync("select rolname::text from pg_roles where rolname like 'pp\\_k\\_%'");

        names.Should().NotBeEmpty().And.OnlyContain(n => n.Length == "pp_k_".Length + 32);
    }

    [Test, Residual]
    public async Task An_administrator_can_export_and_roll_back_the_record_of_it_and_gets_only_its_own()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();

        await _psql.RunAsync("begin");
        var lines = await _psql.ColumnAsync("select line from pp_auth.export_own_tenant() where line is not null and name <> 'api_keys'");
        await _psql.RunAsync("rollback");

        lines.Should().NotBeEmpty().And.OnlyContain(line => line.Contains($"\"tenant_id\":{_tenants.AuroraNumber},") || line.Contains($"\"tenant_id\": {_tenants.AuroraNumber},"));
        (await superuser.ScalarAsync<long>("select count(*) from pp.audit_log where action = 'tenant.export'")).Should().Be(0);
    }

    [Test, Residual]
    public async Task A_key_that_keeps_a_reservation_open_holds_up_its_own_organisation_and_no_other()
    {
        const string Reserve = "select pp.reserve_bytes(gen_random_uuid(), 'pulsepoint_job', 0)";
        await using var colleague = await _tenants.Database.LogInAsync(await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst));
        await using var foreign = await _tenants.Database.LogInAsync(await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst));

        await _psql.RunAsync("begin");
        await _psql.RunAsync(Reserve);

        (await colleague.RefusalOfAsync(Reserve)).Should().StartWith("55P03");
        await foreign.RunAsync(Reserve);
        await _psql.RunAsync("rollback");
        await colleague.RunAsync(Reserve);
    }

    [Test, Residual]
    public async Task A_key_can_change_its_own_password_and_locks_out_only_itself()
    {
        var other = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);

        await _psql.RunAsync("alter role current_user password 'mine'");

        await ((Func<Task>)(() => _tenants.Database.LogInAsync(_aurora))).Should().ThrowAsync<PostgresException>();
        await (await _tenants.Database.LogInAsync(other)).DisposeAsync();
    }

    [Test, Residual]
    public async Task A_key_can_lift_its_own_time_limit_but_not_its_number_of_sessions()
    {
        await _psql.RunAsync("set statement_timeout = 0");

        var sessions = new List<NpgsqlConnection>();
        var another = async () => sessions.Add(await _tenants.Database.LogInAsync(_aurora));
        for (var i = 0; i < 4; i++)
            await another();

        (await another.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.TooManyConnections);
        foreach (var session in sessions)
            await session.DisposeAsync();
    }

    [Test, Residual]
    public async Task Listening_cannot_be_forbidden_and_so_nothing_is_ever_told_that_way()
    {
        await _psql.RunAsync("listen anything; notify anything");

        (await _psql.RefusalOfAsync("select pg_notify('anything', 'x')")).Should().StartWith("42501");
    }

    [Test, Residual]
    public async Task The_planner_tells_about_how_many_rows_there_are_in_all()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("analyze");

        (await _psql.ScalarAsync<float>("select reltuples from pg_class where oid = 'pp.brands'::regclass")).Should().BePositive();
        (await _psql.ScalarAsync<long>("select count(*) from pg_stats where schemaname = 'pp'")).Should().Be(0);
    }
}
