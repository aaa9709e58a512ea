using System.Globalization;
using Npgsql;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Limits;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Limits;

/// <summary>A database in which every test has a tenant of its own, and as many processes as it likes.</summary>
internal sealed class LimitedTenants : IAsyncDisposable
{
    public static readonly UserId Ada = new(Guid.Parse("0190a000-0000-7000-8000-00000000000a"));
    public static readonly UserId Ben = new(Guid.Parse("0190a000-0000-7000-8000-00000000000b"));

    private readonly List<TenantConnections> _processes = [];
    private int _lastTenant;

    private LimitedTenants(WalledDatabase database, NpgsqlConnection superuser) => (Database, Superuser) = (database, superuser);

    public WalledDatabase Database { get; }

    public NpgsqlConnection Superuser { get; }

    public static async Task<LimitedTenants> CreateAsync()
    {
        var database = await WalledDatabase.MigratedAsync();
        return new LimitedTenants(database, await database.LogInAsSuperuserAsync());
    }

    /// <summary>A tenant with Ada and Ben, under the limits that are given.</summary>
    public async Task<TenantId> AddAsync(int? userPerMinute = null, int? userBurst = null, int? tenantPerMinute = null, int? tenantBurst = null)
    {
        var tenant = TenantId.Parse($"tenant-{++_lastTenant}");
        await Database.Get<ITenantRegistry>().EnsureAsync(
            new TenantDescription(
                tenant, tenant.Value, "USD", "Europe/London", true, Array.Empty<Brand>(),
                [new UserDescription(Ada, "Ada", $"ada@{tenant}.example"), new UserDescription(Ben, "Ben", $"ben@{tenant}.example")]),
            CancellationToken.None);
        await SetLimitsAsync(tenant, userPerMinute, userBurst, tenantPerMinute, tenantBurst);
        return tenant;
    }

    public async Task SetLimitsAsync(TenantId tenant, int? userPerMinute, int? userBurst, int? tenantPerMinute, int? tenantBurst)
    {
        await using var platform = await Database.LogInAsPlatformAsync();
        await platform.RunAsync($"select pp_steward.set_limits('{tenant}', {Sql(userPerMinute)}, {Sql(userBurst)}, {Sql(tenantPerMinute)}, {Sql(tenantBurst)})");
    }

    /// <summary>What another process, with a pool of its own, counts with.</summary>
    public ICallLimiter Process()
    {
        var connections = new TenantConnections(Database.Get<IDatabaseAddress>(), Database.Get<DataSourceFactory>(), Database.Get<SessionGuard>(), TimeProvider.System);
        _processes.Add(connections);
        return new CallLimiter(connections);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();

        await Superuser.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static string Sql(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
