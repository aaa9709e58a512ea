using System.Text.Json;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Privacy;

internal sealed class ExportTests
{
    private const Permissions Admin = Permissions.AnalyticsRead | Permissions.TenantAdmin;

    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _superuser = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
    }

    [OneTimeTearDown]
    public async Task TearDownAsync()
    {
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    private IExport Export => _tenants.Database.Get<IExport>();

    [Test]
    public async Task Every_table_is_handed_over_with_all_rows_of_the_organisation_and_of_nobody_else()
    {
        await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);

        var rows = await ExportAsync(take => Export.ExportAsync(ThreeTenants.Aurora, take, CancellationToken.None));

        var tables = await _superuser.ColumnAsync("select relname::text from pg_class where relnamespace = 'pp'::regnamespace and relkind in ('r', 'p') and not relispartition");
        rows.Where(row => row.Json is null).Select(row => row.Table).Should().BeEquivalentTo([.. tables, "api_keys"]);
        foreach (var table in tables)
        {
            var of = rows.Where(row => row.Table == table && row.Json is not null).Select(row => JsonDocument.Parse(row.Json!).RootElement).ToArray();
            of.Select(row => row.GetProperty("tenant_id").GetInt32()).Should().AllBeEquivalentTo(_tenants.AuroraNumber, table);
            of.Should().HaveCount((int)await _superuser.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id = {_tenants.AuroraNumber}"), table);
        }
    }

    [Test]
    public async Task Money_keeps_its_digits_and_times_are_of_utc()
    {
        await _superuser.RunAsync($"update pp.sales_daily set gross = 123456789012345.10 where tenant_id = {_tenants.AuroraNumber} and brand_id = 'luma-skin'");

        var rows = await ExportAsync(take => Export.ExportAsync(ThreeTenants.Aurora, take, CancellationToken.None));

        rows.Should().Contain(row => row.Table == "sales_daily" && (row.Json ?? "").Contains("\"gross\":123456789012345.10,"));
        rows.Should().Contain(row => row.Table == "users" && (row.Json ?? "").Contains("+00:00\""));
    }

    [Test]
    public async Task What_a_key_could_be_guessed_or_opened_with_stays_here()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst);

        var rows = await ExportAsync(take => Export.ExportAsync(ThreeTenants.Borealis, take, CancellationToken.None));

        var keys = rows.Where(row => row.Table == "api_keys" && row.Json is not null).Select(row => row.Json!).ToArray();
        keys.Should().Contain(json => json.Contains(key.Key.ToString()));
        keys.Should().NotContain(json => json.Contains("hash") || json.Contains("login"));
    }

    [Test]
    public async Task A_key_that_administers_its_organisation_gets_the_same()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Admin);
        var platforms = await ExportAsync(take => Export.ExportAsync(ThreeTenants.Aurora, take, CancellationToken.None));

        var own = await ExportAsync(take => Export.ExportOwnTenantAsync(key, take, CancellationToken.None));

        own.Where(row => row.Table != "audit_log").Should().Equal(platforms.Where(row => row.Table != "audit_log"));
    }

    [Test]
    public async Task A_key_without_the_permission_or_limited_to_brands_gets_nothing()
    {
        var analyst = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
        var limited = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Admin, BrandScope.Of([ThreeTenants.Luma]));
        foreach (var key in new[] { analyst, limited })
        {
            var taken = 0;
            var export = () => Export.ExportOwnTenantAsync(key, _ => taken++, CancellationToken.None);
            (await export.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.PermissionDenied);
            taken.Should().Be(0);
        }
    }

    [Test]
    public async Task An_export_is_on_record_with_who_asked()
    {
        var key = await _tenants.Database.IssueKeyAsync(ThreeTenants.Cinder, ThreeTenants.Analyst, Admin);

        await Export.ExportAsync(ThreeTenants.Cinder, _ => { }, CancellationToken.None);
        await Export.ExportOwnTenantAsync(key, _ => { }, CancellationToken.None);

        var actors = await _superuser.ColumnAsync("select l.actor_login from pp.audit_log l join pp.tenants t using (tenant_id) where t.slug = 'cinder' and l.action = 'tenant.export'");
        actors.Should().BeEquivalentTo("pp_platform", key.Login.Role);
    }

    [Test]
    public async Task An_unknown_organisation_is_refused()
    {
        var export = () => Export.ExportAsync(TenantId.Parse("nobody"), _ => { }, CancellationToken.None);

        (await export.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.ValueInvalid);
    }

    private static async Task<IReadOnlyList<ExportedRow>> ExportAsync(Func<Action<ExportedRow>, Task> export)
    {
        List<ExportedRow> rows = [];
        await export(rows.Add);
        return rows;
    }
}
