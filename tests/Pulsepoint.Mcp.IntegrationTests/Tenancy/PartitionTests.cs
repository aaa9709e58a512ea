using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

internal sealed class PartitionTests
{
    [Test, Attack]
    public async Task A_session_that_holds_a_month_open_makes_no_other_tenant_wait()
    {
        await using var tenants = await ThreeTenants.CreateAsync();
        await using var superuser = await tenants.Database.LogInAsSuperuserAsync();
        var newest = await superuser.ScalarAsync<string>("select max(c.relname) from pg_class c where c.relkind = 'r' and c.relname ~ '^audit_log_[0-9]'");
        await superuser.RunAsync($"drop table pp.{newest}");
        await using var psql = await tenants.Database.LogInAsync(
            await tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All));
        await psql.RunAsync("begin; select count(*) from pp.audit_log");

        await using var platform = await tenants.Database.LogInAsPlatformAsync();
        await platform.RunAsync("set statement_timeout = '10s'; select pp_steward.ensure_tenant('borealis', 'borealis', 'EUR', 'Europe/London', true)");
        var whileHeld = await superuser.ScalarAsync<bool>($"select to_regclass('pp.{newest}') is null");
        await psql.RunAsync("rollback");
        await platform.RunAsync("select pp_steward.ensure_tenant('borealis', 'borealis', 'EUR', 'Europe/London', true)");

        whileHeld.Should().BeTrue();
        (await superuser.ScalarAsync<bool>($"select to_regclass('pp.{newest}') is not null")).Should().BeTrue();
    }
}
